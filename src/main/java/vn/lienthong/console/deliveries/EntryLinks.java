package vn.lienthong.console.deliveries;

import vn.lienthong.signing.merkle.TilePath;

/**
 * Addresses of entries in the published log.
 *
 * @param size entries that the newest checkpoint covers
 */
record EntryLinks(long size) {

  /** The bundle with this entry; an empty text while no checkpoint covers it. */
  public String bundle(long index) {
    long number = index / TilePath.WIDTH;
    return index < size
        ? "/log/"
            + TilePath.entries(
                number, (int) Math.min(TilePath.WIDTH, size - number * TilePath.WIDTH))
        : "";
  }
}
