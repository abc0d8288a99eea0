package vn.lienthong.signing.merkle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Merkle tree hashing and proofs. Source: RFC 6962 section 2.1 and RFC 9162 section 2.1, SHA-256.
 */
public final class Rfc6962 {
  private Rfc6962() {}

  /** SHA-256(0x00 ‖ entry). */
  public static byte[] leafHash(byte[] entry) {
    MessageDigest digest = sha256();
    digest.update((byte) 0);
    return digest.digest(entry);
  }

  /** SHA-256(0x01 ‖ left ‖ right). */
  public static byte[] nodeHash(byte[] left, byte[] right) {
    MessageDigest digest = sha256();
    digest.update((byte) 1);
    digest.update(left);
    return digest.digest(right);
  }

  /** Root of the empty tree: the hash of nothing. */
  public static byte[] emptyRoot() {
    return sha256().digest();
  }

  /** Root over leaf hashes. */
  public static byte[] root(List<byte[]> leafHashes) {
    CompactRange range = new CompactRange();
    leafHashes.forEach(range::append);
    return range.root();
  }

  /** Inclusion proof of leaf {@code index} in the tree of these leaf hashes, lowest first. */
  public static List<byte[]> inclusionProof(int index, List<byte[]> leafHashes) {
    if (index < 0 || index >= leafHashes.size()) {
      throw new IllegalArgumentException("leaf " + index + " of " + leafHashes.size());
    }
    int size = leafHashes.size();
    if (size == 1) {
      return List.of();
    }
    int split = split(size);
    boolean left = index < split;
    List<byte[]> near = left ? leafHashes.subList(0, split) : leafHashes.subList(split, size);
    List<byte[]> far = left ? leafHashes.subList(split, size) : leafHashes.subList(0, split);
    List<byte[]> proof = new ArrayList<>(inclusionProof(left ? index : index - split, near));
    proof.add(root(far));
    return proof;
  }

  /** True when the proof leads from the leaf to the root. */
  public static boolean includes(
      byte[] leafHash, long index, long size, List<byte[]> proof, byte[] root) {
    if (index < 0 || index >= size) {
      return false;
    }
    long node = index;
    long last = size - 1;
    byte[] hash = leafHash;
    for (byte[] sibling : proof) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        hash = nodeHash(sibling, hash);
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        hash = nodeHash(hash, sibling);
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0 && Arrays.equals(hash, root);
  }

  /** Consistency proof from the tree of the first {@code from} leaves to the whole tree. */
  public static List<byte[]> consistencyProof(int from, List<byte[]> leafHashes) {
    if (from < 1 || from > leafHashes.size()) {
      throw new IllegalArgumentException("from " + from + " to " + leafHashes.size());
    }
    return from == leafHashes.size() ? List.of() : subproof(from, leafHashes, true);
  }

  private static List<byte[]> subproof(int from, List<byte[]> leaves, boolean whole) {
    int size = leaves.size();
    if (from == size) {
      return whole ? List.of() : List.of(root(leaves));
    }
    int split = split(size);
    List<byte[]> proof;
    if (from <= split) {
      proof = new ArrayList<>(subproof(from, leaves.subList(0, split), whole));
      proof.add(root(leaves.subList(split, size)));
    } else {
      proof = new ArrayList<>(subproof(from - split, leaves.subList(split, size), false));
      proof.add(root(leaves.subList(0, split)));
    }
    return proof;
  }

  /** True when the proof shows that the newer tree extends the older (RFC 9162 2.1.4.2). */
  public static boolean isExtendedBy(
      long oldSize, byte[] oldRoot, long newSize, byte[] newRoot, List<byte[]> proof) {
    if (oldSize == newSize) {
      return proof.isEmpty() && Arrays.equals(oldRoot, newRoot);
    }
    if (oldSize < 1 || oldSize > newSize || proof.isEmpty()) {
      return false;
    }
    List<byte[]> path = new ArrayList<>(proof);
    if (Long.bitCount(oldSize) == 1) {
      path.addFirst(oldRoot);
    }
    long node = oldSize - 1;
    long last = newSize - 1;
    while ((node & 1) == 1) {
      node >>= 1;
      last >>= 1;
    }
    byte[] older = path.getFirst();
    byte[] newer = path.getFirst();
    for (byte[] hash : path.subList(1, path.size())) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        older = nodeHash(hash, older);
        newer = nodeHash(hash, newer);
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        newer = nodeHash(newer, hash);
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0 && Arrays.equals(older, oldRoot) && Arrays.equals(newer, newRoot);
  }

  private static int split(int size) {
    return Integer.highestOneBit(size - 1);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
