package vn.lienthong.routes.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
  private static final String TRY =
      "import fcntl, sys; fcntl.lockf(open(sys.argv[1], 'r+'), fcntl.LOCK_EX | fcntl.LOCK_NB)";

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void aFile() {
    file = folder.resolve("lock");
  }

  @Test
  void another_process_is_refused_until_the_lock_is_closed() throws Exception {
    try (FolderLock lock = FolderLock.take(file).orElseThrow()) {
      assertThat(lock).isNotNull();
      assertThat(anotherProcessGetsIt()).isFalse();
    }
    assertThat(anotherProcessGetsIt()).isTrue();
  }

  @Test
  void who_is_refused_in_the_same_process_does_not_free_the_lock() throws Exception {
    try (FolderLock lock = FolderLock.take(file).orElseThrow()) {
      assertThat(lock).isNotNull();
      assertThat(FolderLock.take(file)).isEmpty();
      assertThat(FolderLock.holder(file)).isEqualTo(Long.toString(ProcessHandle.current().pid()));
      assertThat(anotherProcessGetsIt()).isFalse();
    }
    try (FolderLock again = FolderLock.take(file).orElseThrow()) {
      assertThat(again).isNotNull();
    }
  }

  /** Asked of Python, because a lock of our own process would not stand in our way. */
  private boolean anotherProcessGetsIt() throws IOException, InterruptedException {
    return new ProcessBuilder("python3", "-c", TRY, file.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
