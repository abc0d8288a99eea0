package vn.lienthong.connectors.npsp.simulator;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which of a file's names says what must be in it. */
final class FileNames {
  private static final Pattern TYPE = Pattern.compile(".*\\.(pdf|jpg|jpeg|png)");
  private static final Pattern DIGEST = Pattern.compile(".*-([0-9a-f]{12})\\.[a-z]{3,4}");
  private static final Pattern DISPOSITION = Pattern.compile(".*filename=\"?([^\";]+)\"?.*");

  private FileNames() {}

  /**
   * The name with a digest in it, else one with a known ending, else the given one; looked for in
   * the name given, the answer's Content-Disposition and the address.
   */
  static String best(String given, String address, HttpHeaders headers) {
    Matcher disposition = DISPOSITION.matcher(headers.firstValue("Content-Disposition").orElse(""));
    String path = Optional.ofNullable(URI.create(address).getPath()).orElse("");
    List<String> names =
        List.of(
            given,
            disposition.matches() ? disposition.group(1) : "",
            path.substring(path.lastIndexOf('/') + 1));
    return names.stream()
        .filter(name -> digest(name).isPresent())
        .findFirst()
        .or(() -> names.stream().filter(name -> !ending(name).isEmpty()).findFirst())
        .orElse(given);
  }

  /** pdf, jpg, jpeg or png, else empty. */
  static String ending(String name) {
    Matcher type = TYPE.matcher(name.toLowerCase(Locale.ROOT));
    return type.matches() ? type.group(1) : "";
  }

  /** The first 12 hex digits of the content's SHA-256, in names such as don-0a1b2c3d4e5f.pdf. */
  static Optional<String> digest(String name) {
    Matcher digest = DIGEST.matcher(name);
    return digest.matches() ? Optional.of(digest.group(1)) : Optional.empty();
  }
}
