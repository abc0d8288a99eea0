package vn.lienthong.routes.store;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much of the data folder's disk is kept free. Of the two the smaller holds; below it the hub
 * takes nothing new, below half of it it sends nothing either. What goes on: answers to calls under
 * way, fetches of files, sealing.
 *
 * @param leastFree such as 1GB
 * @param leastFreePercent of the disk, 1 to 50
 */
@ConfigurationProperties("hub.disk")
public record DiskProperties(
    @DefaultValue("1GB") DataSize leastFree, @DefaultValue("5") int leastFreePercent) {
  public DiskProperties {
    if (leastFree.toBytes() < 1) {
      throw new IllegalArgumentException("hub.disk.least-free must be more than nothing");
    }
    if (leastFreePercent < 1 || leastFreePercent > 50) {
      throw new IllegalArgumentException(
          "hub.disk.least-free-percent must be 1 to 50, is " + leastFreePercent);
    }
  }

  /** Bytes to be kept free on a disk of so many bytes. */
  long kept(long totalBytes) {
    return Math.min(leastFree.toBytes(), totalBytes / 100 * leastFreePercent);
  }
}
