package vn.lienthong.signing.planted;

/** Planted: signing that sees Spring. */
public final class SigningWithSpring {
  boolean blank(String text) {
    return org.springframework.util.ObjectUtils.isEmpty(text);
  }
}
