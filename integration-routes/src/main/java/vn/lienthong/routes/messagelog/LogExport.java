package vn.lienthong.routes.messagelog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;
import vn.lienthong.routes.store.DiskSpace;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.signing.verify.IndependentCheck;

/** Writes the log at one checkpoint into a folder that anybody can verify without the hub. */
public final class LogExport {
  private static final int CHUNK = 32; // entries whose payloads are in memory together

  private final MessageLog log;
  private final TreeStore store;
  private final SignedRoots roots;
  private final Disclosures disclosures;
  private final CheckpointSigner signer;
  private final TransactionTemplate transactions;
  private final DiskSpace disk;

  LogExport(
      MessageLog log,
      TreeStore store,
      SignedRoots roots,
      Disclosures disclosures,
      CheckpointSigner signer,
      TransactionTemplate transactions,
      DiskSpace disk) {
    this.log = log;
    this.store = store;
    this.roots = roots;
    this.disclosures = disclosures;
    this.signer = signer;
    this.transactions = transactions;
    this.disk = disk;
  }

  /**
   * What was written.
   *
   * @param size entries covered
   * @param rootHash lower-case hex
   */
  public record Exported(Path folder, String origin, long size, String rootHash) {}

  /**
   * Exports at the newest checkpoint; the export itself becomes an entry after it. An earlier
   * export in the folder is replaced once the new one is complete, anything else there is left
   * alone and refused.
   *
   * @param payloads whether salts, values and exact bytes are disclosed, personal data included;
   *     the folder is then readable by its owner only
   * @throws HubException LT-6052 before the first checkpoint, LT-6053 for a folder with other
   *     things in it, LT-9004 or LT-9005 when it cannot be written, LT-9030 while its disk is low
   */
  public Exported export(Path folder, boolean payloads, String who, String reason) {
    TreeStore.Tree tree =
        store.tree().orElseThrow(() -> new HubException(HubError.LOG_NOT_SEALED_YET));
    SignedRoots.Signed signed =
        roots.last(tree.epoch()).orElseThrow(() -> new HubException(HubError.LOG_NOT_SEALED_YET));
    disk.demandRoomAt(folder);
    ExportFolder target = ExportFolder.at(folder);
    record(who, reason, signed.size(), payloads);
    target.replaceBy(payloads, fresh -> write(LogFolder.copyAt(fresh), tree, signed, payloads));
    return new Exported(
        target.folder(), tree.origin(), signed.size(), HexFormat.of().formatHex(signed.root()));
  }

  private void record(String who, String reason, long size, boolean payloads) {
    transactions.executeWithoutResult(
        _ ->
            log.append(
                OperatorActs.act(
                    "log-export",
                    who,
                    Optional.empty(),
                    "size " + size + (payloads ? " with payloads" : ""),
                    OperatorActs.text(reason))));
  }

  /** The checkpoint last: what is not complete has none and verifies as nothing. */
  private void write(
      LogFolder out, TreeStore.Tree tree, SignedRoots.Signed signed, boolean payloads) {
    out.writeTiles(store, tree.epoch(), 0, signed.size());
    for (long from = 0; payloads && from < signed.size(); from += CHUNK) {
      disclosures
          .between(tree.epoch(), from, Math.min(from + CHUNK, signed.size()))
          .forEach((index, text) -> out.write("payloads/" + index + ".json", text));
    }
    String verifierKey = signer.verifierKey(tree.origin()) + "\n";
    out.write("log.vkey", verifierKey.getBytes(StandardCharsets.US_ASCII));
    List<X509Certificate> chain = signer.certificates();
    for (int i = 0; i < chain.size(); i++) {
      out.write("certificates/log-" + i + ".crt", pem(chain.get(i)));
    }
    out.write("README.txt", resource("export-README.txt"));
    out.write(IndependentCheck.FILE_NAME, IndependentCheck.script());
    out.publish(signed);
  }

  private static byte[] pem(X509Certificate certificate) {
    try {
      String body =
          Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
      return ("-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n")
          .getBytes(StandardCharsets.US_ASCII);
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read can be written", e);
    }
  }

  private static byte[] resource(String name) {
    try (InputStream in = LogExport.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing in the program");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(name + " is damaged in the program", e);
    }
  }
}
