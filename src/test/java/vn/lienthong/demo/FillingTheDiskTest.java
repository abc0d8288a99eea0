package vn.lienthong.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full at each stage: one sentence, nothing half-written, and on it goes. */
final class FillingTheDiskTest {
  private static final String FULL = "LT-9004 No space is left on the disk of ";

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
  void with_little_room_left_nothing_new_is_taken_and_it_resumes_by_itself() throws Exception {
    Program.Said said =
        onADiskOf(
            "400m",
            """
            out="$disk/../out"
            "$hub" setup --data "$disk/data" > /dev/null || exit 99
            "$hub" start --port 0 --data "$disk/data" > "$out" 2>&1 &
            hub_pid=$!
            until page=$(grep -o -m 1 'http://127[0-9.:]*' "$out"); do
              kill -0 $hub_pid || { cat "$out"; exit 97; }
              sleep 0.2
            done
            look() {
              curl -sS -w '\n%{http_code}\n' "$page/api/v1/dossiers/D-1" |
                grep -o '"code":"LT-[0-9]*"\\|^[0-9]*$'
              curl -sS "$page/soap/dossier-status" -H 'Content-Type: text/xml' -d '<x/>' |
                grep -o 'LT-[0-9]*' | head -n 1
              curl -sS -o /dev/null -w '%{http_code}\n' "$page/files/nothing"
              curl -sS "$page/actuator/health" | grep -o -m 1 'UP\\|DEGRADED\\|DOWN'
            }
            look
            free=$(df -k --output=avail "$disk" | tail -n 1)
            head -c $(( (free - 12000) * 1024 )) /dev/zero > "$disk/fill"
            look
            "$hub" log export "$disk/export" --reason test --data "$disk/data" --lang en
            rm "$disk/fill"
            look
            kill $hub_pid
            wait $hub_pid
            """);
    List<String> lines = said.out().lines().toList();
    assertThat(lines).as(said.out() + said.err()).hasSize(15);
    assertThat(lines.subList(0, 5)).contains("\"code\":\"LT-7001\"", "401", "404", "UP");
    assertThat(lines.subList(5, 10))
        .containsExactly("\"code\":\"LT-9031\"", "503", "LT-9031", "404", "DEGRADED");
    assertThat(lines.subList(10, 15)).isEqualTo(lines.subList(0, 5));
    assertThat(said.err()).startsWith("LT-9030").hasLineCount(1);
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
