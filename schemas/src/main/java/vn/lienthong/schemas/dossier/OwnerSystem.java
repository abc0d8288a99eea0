package vn.lienthong.schemas.dossier;

import java.util.Optional;

/**
 * The system on which a dossier was received and is handled: a dossier has one owner, and only the
 * owner writes it. Printed and compared by kind and name.
 *
 * @param name of 1 to 100 characters, as the province calls the system; empty for the province's
 *     one-stop system, of which there is one, and for no other
 */
public record OwnerSystem(Kind kind, Optional<String> name) {
  /** The province's one-stop system. */
  public static final OwnerSystem ONE_STOP = new OwnerSystem(Kind.ONE_STOP, Optional.empty());

  public OwnerSystem {
    if (!fits(kind, name)) {
      throw new IllegalArgumentException(
          "an owner has a name of 1 to 100 characters, the one-stop system none: " + kind);
    }
  }

  /** What kind of system it is. */
  public enum Kind {
    /** The province's one-stop system. */
    ONE_STOP,
    /** A ministry's software that runs in the province. */
    MINISTRY_SOFTWARE,
    /** A ministry's own portal. */
    MINISTRY_PORTAL
  }

  /** True when a system of this kind may have this name. */
  public static boolean fits(Kind kind, Optional<String> name) {
    return kind == Kind.ONE_STOP
        ? name.isEmpty()
        : name.filter(text -> !text.isBlank() && text.length() <= 100).isPresent();
  }

  @Override
  public String toString() {
    return name.map(text -> kind + " " + text).orElseGet(kind::name);
  }
}
