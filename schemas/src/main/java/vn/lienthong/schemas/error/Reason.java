package vn.lienthong.schemas.error;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/** Why something failed, in both languages; stands for a placeholder of {@link HubError}. */
public record Reason(String vietnamese, String english) {

  /** Why a file or folder could not be read or written, as a person says it. */
  public static Reason of(IOException e) {
    String text = String.valueOf(e.getMessage());
    if (isDiskFull(text)) {
      return new Reason("ổ đĩa đã đầy", "no space is left on its disk");
    }
    return switch (e) {
      case NoSuchFileException missing ->
          new Reason("không có " + missing.getFile(), missing.getFile() + " does not exist");
      case AccessDeniedException denied ->
          new Reason(
              "không có quyền với " + denied.getFile(), "permission denied on " + denied.getFile());
      case FileAlreadyExistsException taken ->
          new Reason(
              taken.getFile() + " là tệp, không phải thư mục",
              taken.getFile() + " is a file, not a folder");
      case FileSystemException failed when failed.getReason() != null -> {
        String both = failed.getReason() + " (" + failed.getFile() + ")";
        yield new Reason(both, both);
      }
      case CharacterCodingException _ -> new Reason("không phải văn bản UTF-8", "not UTF-8 text");
      case EOFException _ -> new Reason("tệp bị cắt cụt", "the file is cut off");
      case IOException _ when e.getMessage() == null ->
          new Reason(e.getClass().getSimpleName(), e.getClass().getSimpleName());
      default -> new Reason(text, text);
    };
  }

  /** True when the text of a failure, of any layer below, tells of a full disk or quota. */
  public static boolean isDiskFull(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.contains("no space left") || lower.contains("disk quota exceeded");
  }

  @Override
  public String toString() {
    return english;
  }
}
