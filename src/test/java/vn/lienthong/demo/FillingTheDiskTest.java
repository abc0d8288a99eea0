package vn.lienthong.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full at each stage: one sentence, nothing half-written, and on it goes. */
final class FillingTheDiskTest {
  private static final String FULL = "LT-9004 No space is left on the disk of ";

  private static final String SOAP =
      "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>"
          + "<getDossierStatus xmlns=\"urn:vn:lien-thong:dossier-status:1\">"
          + "<dossierCode>H38.1-261124-0001</dossierCode></getDossierStatus></s:Body></s:Envelope>";

  @TempDir private Path temporary;
  private Path disk = Path.of("");

  @BeforeEach
  void makeAPlaceToMount() throws Exception {
    disk = Files.createDirectory(temporary.resolve("ổ đĩa nhỏ"));
  }

  @Test
  void at_set_up_nothing_is_left_behind() throws Exception {
    Program.Said said =
        onADiskOf(
            "16k",
            """
            "$hub" setup --data "$disk/data" && exit 99
            find "$disk" -type f
            """);
    assertThat(said).isEqualTo(new Program.Said(0, "", told(disk + "/data")));
  }

  @Test
  void at_the_first_start_no_half_of_the_database_is_left() throws Exception {
    Program.Said said =
        onADiskOf(
            "40m",
            """
            "$hub" setup --data "$disk/data" > /dev/null || exit 99
            "$hub" deliveries list --data "$disk/data" && exit 99
            ls "$disk/data/postgres"
            """);
    assertThat(said).isEqualTo(new Program.Said(0, "lock\n", told(disk + "/data/postgres")));
  }

  @Test
  void at_work_and_at_an_export_it_says_so_and_goes_on_when_there_is_space() throws Exception {
    Program.Said said =
        onADiskOf(
            "400m",
            """
            export errors="$disk/../errors"
            { "$hub" demo --once --dossiers 2000 --port 0 --data "$disk/data" 2> "$errors" && exit 99; } |
              while read -r line; do
                case $line in Parity*) head -c 1G /dev/zero > "$disk/fill" 2> /dev/null ;; esac
              done
            tail -n 1 "$errors"
            grep -c '^\tat ' "$errors"
            rm "$disk/fill"
            "$hub" procedures list --limit 1 --json --data "$disk/data" | grep -c '"name"'
            mkdir "$disk/tiny" && mount -t tmpfs -o size=4k none "$disk/tiny" || exit 98
            "$hub" log export "$disk/tiny/export" --reason test --data "$disk/data" && exit 99
            [ ! -e "$disk/tiny/export" ]
            """);
    assertThat(said.status()).as(said.out() + said.err()).isZero();
    assertThat(said.err()).startsWith(FULL + disk + "/tiny/").hasLineCount(1);
    assertThat(said.out().lines()).containsExactly(told(disk + "/data").strip(), "0", "1");
  }

  @Test
  void while_it_is_nearly_full_callers_are_told_to_come_again_and_exports_are_refused()
      throws Exception {
    Program.Said said =
        onADiskOf(
            "400m",
            """
            said="$disk/../said"
            "$hub" demo --dossiers 2 --port 0 --lang en --data "$disk/data" > "$said" 2>&1 &
            demo=$!
            trap 'kill $demo; wait $demo' EXIT
            until grep -q 'http.*/api/' "$said"; do kill -0 $demo || exit 97; sleep 0.3; done
            url=$(grep -o 'http.*/api/' "$said" | sed 's,/api/,,')
            dossier() { curl -s -w '\n%%{http_code}' $url/api/v1/dossiers/H38.1-261124-0001 | tail -n 1; echo; }
            dossier
            free=$(df --output=avail -B1 "$disk" | tail -n 1)
            head -c $((free - 16000000)) /dev/zero > "$disk/fill"
            curl -s -D - $url/api/v1/dossiers/H38.1-261124-0001 | grep -oE 'HTTP/1.1 [0-9]+|^Retry-After: [0-9]+|"code":"[^"]+"'
            curl -s -X POST $url/token | grep -o '"code":"[^"]*"'
            curl -s -H 'Content-Type: text/xml' -d '%s' $url/soap/dossier-status | grep -oE '<faultcode>[^<]+|<code>[^<]+'
            curl -s $url/api/v1/openapi.yaml | head -n 1
            "$hub" log export "$disk/export" --reason test --lang en --data "$disk/data" 2>&1 | grep -o '^LT-[0-9]*'
            ls -A "$disk"
            rm "$disk/fill"
            dossier
            """
                .formatted(SOAP));
    assertThat(said.status()).as(said.out() + said.err()).isZero();
    assertThat(said.out().lines())
        .containsExactly(
            "401",
            "HTTP/1.1 503",
            "Retry-After: 60",
            "\"code\":\"LT-9031\"",
            "\"code\":\"LT-9031\"",
            "<faultcode>soap:Server",
            "<code>LT-9031",
            "openapi: 3.0.3",
            "LT-9030",
            "data",
            "fill",
            "401");
  }

  /** Runs a script as one who may mount: $disk is a small disk, $hub the program. */
  private Program.Said onADiskOf(String size, String script) throws Exception {
    Path hub = temporary.resolve("hub");
    String command =
        Program.command(temporary).stream()
            .map(word -> "'" + word + "'")
            .collect(java.util.stream.Collectors.joining(" "));
    Files.writeString(hub, "#!/bin/sh\nexec " + command + " \"$@\"\n");
    Files.setPosixFilePermissions(hub, PosixFilePermissions.fromString("rwx------"));
    return Program.runMounting(
        """
        disk='%s'
        hub='%s'
        mount -t tmpfs -o size=%s none "$disk" || exit 98
        """
                .formatted(disk, hub, size)
            + script);
  }

  private static String told(String place) {
    return FULL + place + ". Free some space and start again; nothing committed is lost.\n";
  }
}
