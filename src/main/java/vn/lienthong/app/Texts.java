package vn.lienthong.app;

import java.text.MessageFormat;
import java.util.ResourceBundle;
import vn.lienthong.schemas.error.HubError;

/** The sentences that a person reads, in one language. */
public final class Texts {
  private final Language language;
  private final ResourceBundle bundle;

  public Texts(Language language) {
    this.language = language;
    this.bundle =
        ResourceBundle.getBundle(
            "vn.lienthong.app.texts",
            language.locale(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  public Language language() {
    return language;
  }

  /**
   * What an error code says of many cases: places for what was found in one are left open.
   *
   * @return nothing for a code that this version does not know
   */
  public String error(String code) {
    return HubError.ofCode(code)
        .map(error -> language == Language.VIETNAMESE ? error.vietnamese() : error.english())
        .map(sentence -> sentence.replaceAll("\\{\\d}", "…"))
        .orElse("");
  }

  /**
   * What to do about an error code.
   *
   * @return nothing for a code that this version does not know
   */
  public String advice(String code) {
    return HubError.ofCode(code)
        .map(
            error ->
                language == Language.VIETNAMESE ? error.adviceVietnamese() : error.adviceEnglish())
        .orElse("");
  }

  /** Writes times in the language, in Vietnamese time. */
  public Times times() {
    return new Times(language.locale());
  }

  /** The sentence, with {@code {0}}, {@code {1}}… filled in. */
  public String text(String key, Object... found) {
    return new MessageFormat(bundle.getString(key), language.locale()).format(found);
  }
}
