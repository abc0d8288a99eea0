package vn.lienthong.signing.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vectors: google/certificate-transparency, merkletree tests of RFC 6962 (eight leaves). */
final class Rfc6962Test {
  private static final HexFormat HEX = HexFormat.of();
  private static final List<String> LEAVES =
      List.of(
          "",
          "00",
          "10",
          "2021",
          "3031",
          "40414243",
          "5051525354555657",
          "606162636465666768696a6b6c6d6e6f");
  private static final List<String> ROOTS =
      List.of(
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
          "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
          "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
          "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
          "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

  @Test
  void the_empty_tree_has_the_hash_of_nothing() {
    assertThat(HEX.formatHex(Rfc6962.emptyRoot()))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(new CompactRange().root()).isEqualTo(Rfc6962.emptyRoot());
  }

  @Test
  void the_roots_of_one_to_eight_leaves_are_the_published_ones() {
    CompactRange range = new CompactRange();
    for (int i = 0; i < LEAVES.size(); i++) {
      range.append(leaf(i));
      assertThat(HEX.formatHex(range.root())).isEqualTo(ROOTS.get(i));
      assertThat(HEX.formatHex(Rfc6962.root(leaves(i + 1)))).isEqualTo(ROOTS.get(i));
    }
  }

  @ParameterizedTest(name = "leaf {0} of {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 1 | ''",
        "0 | 8 | 96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        "5 | 8 | bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0 d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "2 | 3 | fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "1 | 5 | 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
      })
  void an_inclusion_proof_is_the_published_one(int index, int size, String proof) {
    List<byte[]> made = Rfc6962.inclusionProof(index, leaves(size));

    assertThat(hex(made)).isEqualTo(proof.strip());
    assertThat(Rfc6962.includes(leaf(index), index, size, made, root(size))).isTrue();
  }

  @ParameterizedTest(name = "{0} to {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | 1 | ''",
        "1 | 8 | 96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        "6 | 8 | 0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0 d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "2 | 5 | 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
      })
  void a_consistency_proof_is_the_published_one(int from, int to, String proof) {
    List<byte[]> made = Rfc6962.consistencyProof(from, leaves(to));

    assertThat(hex(made)).isEqualTo(proof.strip());
    assertThat(Rfc6962.isExtendedBy(from, root(from), to, root(to), made)).isTrue();
  }

  @Test
  void every_proof_of_trees_up_to_forty_verifies_and_none_with_a_flipped_bit_does() {
    List<byte[]> all = new ArrayList<>();
    for (int size = 1; size <= 40; size++) {
      all.add(Rfc6962.leafHash(new byte[] {(byte) size}));
      byte[] root = Rfc6962.root(all);
      for (int i = 0; i < size; i++) {
        List<byte[]> inclusion = Rfc6962.inclusionProof(i, all);
        assertThat(Rfc6962.includes(all.get(i), i, size, inclusion, root)).isTrue();
        assertThat(Rfc6962.includes(flipped(all.get(i)), i, size, inclusion, root)).isFalse();
        List<byte[]> consistency = Rfc6962.consistencyProof(i + 1, all);
        byte[] older = Rfc6962.root(all.subList(0, i + 1));
        assertThat(Rfc6962.isExtendedBy(i + 1, older, size, root, consistency)).isTrue();
        assertThat(Rfc6962.isExtendedBy(i + 1, flipped(older), size, root, consistency)).isFalse();
      }
    }
  }

  @Test
  void a_range_taken_up_again_goes_on_where_it_stopped() {
    CompactRange whole = new CompactRange();
    CompactRange resumed = new CompactRange();
    for (int i = 0; i < 300; i++) {
      byte[] leaf = Rfc6962.leafHash(new byte[] {(byte) i, (byte) (i >> 8)});
      whole.append(leaf);
      resumed = new CompactRange(resumed.size(), resumed.roots());
      resumed.append(leaf);
    }
    assertThat(resumed.root()).isEqualTo(whole.root());
    assertThat(resumed.size()).isEqualTo(300);
  }

  private static byte[] flipped(byte[] hash) {
    byte[] other = hash.clone();
    other[7] ^= 1;
    return other;
  }

  private static byte[] leaf(int index) {
    return Rfc6962.leafHash(HEX.parseHex(LEAVES.get(index)));
  }

  private static List<byte[]> leaves(int size) {
    List<byte[]> leaves = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      leaves.add(leaf(i));
    }
    return leaves;
  }

  private static byte[] root(int size) {
    return HEX.parseHex(ROOTS.get(size - 1));
  }

  private static String hex(List<byte[]> hashes) {
    return String.join(" ", hashes.stream().map(HEX::formatHex).toList());
  }
}
