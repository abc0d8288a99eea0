package vn.lienthong.app;

import java.util.Locale;
import java.util.Optional;

/** The language in which a person reads: terminal, page, errors. */
public enum Language {
  VIETNAMESE("vi"),
  ENGLISH("en");

  private final String tag;

  Language(String tag) {
    this.tag = tag;
  }

  /** The tag of RFC 5646: vi or en. */
  public String tag() {
    return tag;
  }

  /** The locale to format numbers and times with. */
  public Locale locale() {
    return Locale.forLanguageTag(this == VIETNAMESE ? "vi-VN" : "en-GB");
  }

  /** The language of the shell that called, English when its locale tells none. */
  public static Language ofEnvironment() {
    return Optional.ofNullable(System.getenv("HUB_LANG")).flatMap(Language::of).orElse(ENGLISH);
  }

  /** The language of a tag or locale name such as {@code vi}, {@code vi_VN.UTF-8}, {@code C}. */
  public static Optional<Language> of(String localeName) {
    String name = localeName.toLowerCase(Locale.ROOT);
    if (name.equals("vi") || name.startsWith("vi_") || name.startsWith("vi-")) {
      return Optional.of(VIETNAMESE);
    }
    if (name.equals("en") || name.startsWith("en_") || name.startsWith("en-")) {
      return Optional.of(ENGLISH);
    }
    return Optional.empty();
  }
}
