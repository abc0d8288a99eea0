package vn.lienthong.schemas.dossier;

/**
 * A file that the owner system keeps. {@code key} names it there; {@code sha256} is its digest in
 * lower-case hex; {@code bytes} its length.
 */
public record FileReference(String key, String sha256, String mediaType, long bytes) {}
