package vn.lienthong.connectors.onestop.simulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import vn.lienthong.schemas.dossier.FileReference;

/** A small, valid one-page PDF that says that it is generated. 1 to 3 KB, the same each time. */
record GeneratedPdf(String key, String name, byte[] bytes, String sha256) {

  /**
   * @param key name in the one-stop system
   * @param title plain words joined by hyphens; the file's name begins with it
   * @param padding bytes of comment, 600 to 2,400, that bring it to the size of a small scan
   */
  static GeneratedPdf of(String key, String title, int padding) {
    byte[] bytes = pdf(title + " " + key, padding);
    String sha256 = sha256(bytes);
    return new GeneratedPdf(key, title + "-" + sha256.substring(0, 12) + ".pdf", bytes, sha256);
  }

  FileReference reference() {
    return new FileReference(key, sha256, "application/pdf", bytes.length);
  }

  // ISO 32000-1, 7.5: header, objects, cross-reference table with byte offsets, trailer.
  private static byte[] pdf(String text, int padding) {
    String stream = "BT /F1 12 Tf 60 780 Td (Du lieu mo phong: " + text + ") Tj ET";
    String[] objects = {
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
          + " /Resources << /Font << /F1 5 0 R >> >> >>",
      "<< /Length " + stream.length() + " >>\nstream\n" + stream + "\nendstream",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    };
    StringBuilder out = new StringBuilder("%PDF-1.4\n%");
    out.append("generated ".repeat(padding / 10)).append('\n');
    StringBuilder table = new StringBuilder("xref\n0 6\n0000000000 65535 f \n");
    for (int i = 0; i < objects.length; i++) {
      table.append("%010d 00000 n \n".formatted(out.length()));
      out.append(i + 1).append(" 0 obj\n").append(objects[i]).append("\nendobj\n");
    }
    int xref = out.length();
    out.append(table).append("trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n");
    out.append(xref).append("\n%%EOF\n");
    return out.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
