package vn.lienthong.routes.files;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/** Header Content-Disposition for a name in any script (RFC 6266, RFC 8187). */
final class FileName {
  private static final String PLAIN = "!#$&+-.^_`|~";

  private FileName() {}

  /** The last part of the file's key, to be saved under. */
  static String disposition(String fileKey) {
    String name = lastPart(fileKey);
    return "attachment; filename=\"" + ascii(name) + "\"; filename*=UTF-8''" + encoded(name);
  }

  private static String lastPart(String fileKey) {
    String name =
        Normalizer.normalize(fileKey.substring(fileKey.lastIndexOf('/') + 1), Normalizer.Form.NFC)
            .replaceAll("[\\p{Cntrl}\\\\:]", "_");
    return name.isBlank() || name.equals("..") ? "file" : name;
  }

  /** For clients that know no other: letters without their marks. */
  private static String ascii(String name) {
    return Normalizer.normalize(name.replace('đ', 'd').replace('Đ', 'D'), Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .replaceAll("[^A-Za-z0-9 ._()-]", "_");
  }

  private static String encoded(String name) {
    StringBuilder out = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
      out.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
    }
    return out.toString();
  }
}
