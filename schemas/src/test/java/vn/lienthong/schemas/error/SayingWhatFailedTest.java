package vn.lienthong.schemas.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

final class SayingWhatFailedTest {
  @Test
  void what_was_found_is_told_in_the_language_of_the_sentence() {
    HubException missing =
        new HubException(HubError.FILE_UNUSABLE, "/a", Reason.of(new NoSuchFileException("/a")));
    assertThat(missing.english())
        .isEqualTo(
            "LT-8007 /a cannot be used: /a does not exist."
                + " Give another path, or make it readable and writable for this user.");
    assertThat(missing.vietnamese()).startsWith("LT-8007 Không dùng được /a: không có /a. Chọn");
  }

  @Test
  void a_failure_of_the_file_system_is_told_as_a_person_says_it() {
    assertThat(Reason.of(new AccessDeniedException("/a")).english())
        .isEqualTo("permission denied on /a");
    assertThat(Reason.of(new FileSystemException("/a", null, "Is a directory")).english())
        .isEqualTo("Is a directory (/a)");
    assertThat(Reason.of(new FileSystemException("/a", null, "No space left on device")).english())
        .isEqualTo("no space is left on its disk");
    assertThat(Reason.of(new java.io.EOFException()).vietnamese()).isEqualTo("tệp bị cắt cụt");
    assertThat(Reason.of(new IOException()).english()).isEqualTo("IOException");
  }
}
