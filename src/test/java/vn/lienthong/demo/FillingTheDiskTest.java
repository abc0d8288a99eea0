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
