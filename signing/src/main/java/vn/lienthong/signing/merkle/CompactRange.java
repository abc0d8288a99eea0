package vn.lienthong.signing.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * The right edge of a tree: the roots of its perfect subtrees, largest first. Enough to append and
 * to give the root, however large the tree is. Not thread-safe.
 */
public final class CompactRange {
  private long size;
  private final List<byte[]> roots = new ArrayList<>();

  /** The empty tree. */
  public CompactRange() {}

  /**
   * A tree of {@code size} leaves whose perfect subtrees have these roots, largest first.
   *
   * @throws IllegalArgumentException when their number does not fit the size
   */
  public CompactRange(long size, List<byte[]> roots) {
    if (size < 0 || Long.bitCount(size) != roots.size()) {
      throw new IllegalArgumentException(roots.size() + " subtrees for size " + size);
    }
    this.size = size;
    this.roots.addAll(roots);
  }

  /** A node that will never change: {@code level} 0 is the leaves; {@code index} from the left. */
  public record Node(int level, long index, byte[] hash) {}

  /** Appends a leaf hash; answers every node that became complete, the leaf first. */
  public List<Node> append(byte[] leafHash) {
    List<Node> complete = new ArrayList<>();
    byte[] hash = leafHash;
    complete.add(new Node(0, size, hash));
    long index = size;
    for (int level = 1; (index & 1) == 1; level++) {
      hash = Rfc6962.nodeHash(roots.removeLast(), hash);
      index >>= 1;
      complete.add(new Node(level, index, hash));
    }
    roots.add(hash);
    size++;
    return complete;
  }

  /** Number of leaves. */
  public long size() {
    return size;
  }

  /** Roots of the perfect subtrees, largest first. */
  public List<byte[]> roots() {
    return List.copyOf(roots);
  }

  /** Root of the whole tree. */
  public byte[] root() {
    if (roots.isEmpty()) {
      return Rfc6962.emptyRoot();
    }
    byte[] hash = roots.getLast();
    for (int i = roots.size() - 2; i >= 0; i--) {
      hash = Rfc6962.nodeHash(roots.get(i), hash);
    }
    return hash;
  }
}
