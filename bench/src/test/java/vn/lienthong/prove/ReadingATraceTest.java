package vn.lienthong.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.prove.Strace.Call;

/** What strace 6.1 writes, as it was seen. */
final class ReadingATraceTest {
  @TempDir private Path folder;

  @Test
  void calls_are_counted_by_thread_and_name_and_the_failed_one_is_known() throws Exception {
    Path trace = folder.resolve("trace");
    Files.writeString(
        trace,
        """
        11 write(4</log/a.new>, "x"..., 1) = 1
        12 write(9<socket:[3794389]>, "y"..., 1) = 1
        11 fsync(4</log/a.new>)       = 0
        11 rename("/log/a.new", "/log/a") = 0
        11 write(4</log/b.new>, "x"..., 1) = -1 EIO (Input/output error) (INJECTED)
        12 fsync(7</log/c.new> <unfinished ...>
        11 +++ exited with 0 +++
        12 <... fsync resumed>)       = -1 EIO (Input/output error) (INJECTED)
        """);
    assertThat(Strace.read(trace))
        .containsExactly(
            new Call(11, "write", "/log/a.new", 1, false),
            new Call(12, "write", "socket:[3794389]", 1, false),
            new Call(11, "fsync", "/log/a.new", 1, false),
            new Call(11, "rename", "/log/a.new", 1, false),
            new Call(11, "write", "/log/b.new", 2, true),
            new Call(12, "fsync", "/log/c.new", 1, true));
  }
}
