package vn.lienthong.app;

import java.text.MessageFormat;
import java.util.ResourceBundle;

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

  /** The sentence, with {@code {0}}, {@code {1}}… filled in. */
  public String text(String key, Object... found) {
    return new MessageFormat(bundle.getString(key), language.locale()).format(found);
  }
}
