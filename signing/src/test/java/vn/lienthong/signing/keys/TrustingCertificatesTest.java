package vn.lienthong.signing.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.lienthong.signing.testing.TestChain;
import vn.lienthong.signing.testing.TestKeys;

final class TrustingCertificatesTest {
  private static final TestChain CHAIN = new TestChain();
  private static final X509Certificate LEAF = CHAIN.key("secp256r1").certificate();

  @Test
  void a_chain_through_an_authority_in_between_ends_at_the_root() {
    assertThat(
            TrustAnchors.of(List.of(CHAIN.root)).fault(List.of(LEAF, CHAIN.middle), TestKeys.NOW))
        .isEmpty();
  }

  @Test
  void the_order_of_what_is_sent_along_does_not_matter_nor_do_strangers() {
    X509Certificate stranger = TestKeys.key("soap").certificate();

    assertThat(
            TrustAnchors.of(List.of(CHAIN.root))
                .fault(List.of(LEAF, CHAIN.root, stranger, CHAIN.middle), TestKeys.NOW))
        .isEmpty();
  }

  @Test
  void an_authority_in_between_may_be_the_anchor_though_the_root_is_sent_along() {
    assertThat(
            TrustAnchors.of(List.of(CHAIN.middle))
                .fault(List.of(LEAF, CHAIN.middle, CHAIN.root), TestKeys.NOW))
        .isEmpty();
  }

  @Test
  void without_the_authority_in_between_there_is_no_chain() {
    assertThat(TrustAnchors.of(List.of(CHAIN.root)).fault(List.of(LEAF), TestKeys.NOW))
        .hasValueSatisfying(text -> assertThat(text).contains("trust anchor"));
  }

  @Test
  void a_root_that_was_only_sent_along_is_not_trusted() {
    assertThat(TestKeys.anchors().fault(List.of(LEAF, CHAIN.middle, CHAIN.root), TestKeys.NOW))
        .hasValueSatisfying(text -> assertThat(text).contains("trust anchor"));
  }

  @Test
  void a_leaf_that_signs_another_is_no_authority() {
    assertThat(TrustAnchors.of(List.of(LEAF)).fault(List.of(CHAIN.middle), TestKeys.NOW))
        .isPresent();
  }

  @Test
  void outside_its_time_a_certificate_is_not_trusted_and_the_times_are_told() {
    assertThat(
            TrustAnchors.of(List.of(LEAF))
                .fault(List.of(LEAF), TestKeys.NOW.plus(Duration.ofDays(366))))
        .hasValueSatisfying(text -> assertThat(text).contains("2026-11-23").contains("2027-11-24"));
  }

  @Test
  void a_certificate_that_may_not_sign_is_refused() {
    assertThat(TrustAnchors.of(List.of(CHAIN.root)).fault(List.of(CHAIN.middle), TestKeys.NOW))
        .hasValueSatisfying(text -> assertThat(text).contains("key usage"));
  }

  @Test
  void no_anchors_trust_nobody() {
    assertThat(TrustAnchors.of(List.of()).fault(List.of(LEAF), TestKeys.NOW)).isPresent();
  }
}
