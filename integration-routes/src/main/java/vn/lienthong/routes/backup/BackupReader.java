package vn.lienthong.routes.backup;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.schemas.error.Reason;
import vn.lienthong.schemas.json.HubJson;
import vn.lienthong.signing.cms.CmsCheck;
import vn.lienthong.signing.cms.DetachedCms;
import vn.lienthong.signing.cms.EnvelopedCms;
import vn.lienthong.signing.keys.SigningKey;
import vn.lienthong.signing.keys.TrustAnchors;

/** A backup file that was read once from end to end and found whole. */
record BackupReader(Path file, BackupManifest manifest) {
  private static final int LARGEST_MEMBER = 256 << 20;

  /** Takes the members in their order. */
  @FunctionalInterface
  interface Members {
    void take(String name, byte[] content);
  }

  /**
   * Reads the whole file: the list is there and signed by a trusted key, and every member is as it
   * was listed, no less and no more. Needs no key to decrypt.
   *
   * @param at when the signer's certificate must be valid, or have been when it claims to have
   *     signed
   * @throws HubException LT-9041 or LT-9042
   */
  static BackupReader check(Path file, TrustAnchors signers, Instant at) {
    List<BackupManifest.Member> found = new ArrayList<>();
    byte[][] list = new byte[2][];
    walk(
        file,
        (name, bytes) -> {
          switch (name) {
            case BackupWriter.MANIFEST -> list[0] = bytes;
            case BackupWriter.SIGNATURE -> list[1] = bytes;
            default -> found.add(new BackupManifest.Member(name, bytes.length, sha256(bytes)));
          }
        });
    if (list[0] == null || list[1] == null) {
      throw unusable(file, "thiếu danh sách ở cuối tệp", "the list at its end is missing");
    }
    demandSigned(file, list[0], list[1], signers, at);
    BackupManifest manifest = manifest(file, list[0]);
    if (!manifest.members().equals(found)) {
      throw unusable(
          file,
          "nội dung khác với danh sách đã ký",
          "its members are not those of the signed list: " + difference(manifest, found));
    }
    return new BackupReader(file, manifest);
  }

  private static String difference(BackupManifest manifest, List<BackupManifest.Member> found) {
    return manifest.members().stream()
        .filter(member -> !found.contains(member))
        .map(BackupManifest.Member::name)
        .findFirst()
        .orElse("one too many");
  }

  private static void demandSigned(
      Path file, byte[] list, byte[] signature, TrustAnchors signers, Instant at) {
    switch (DetachedCms.verify(signature, list, signers, at)) {
      case CmsCheck.Valid _, CmsCheck.OutOfDate _ -> {}
      case CmsCheck.Untrusted(_, String text) ->
          throw new HubException(HubError.BACKUP_OF_OTHER_KEYS, file, text);
      case CmsCheck.Invalid(String text) ->
          throw unusable(file, "chữ ký không đúng: " + text, "its signature is wrong: " + text);
    }
  }

  private static BackupManifest manifest(Path file, byte[] json) {
    try {
      BackupManifest read = HubJson.newMapper().readValue(json, BackupManifest.class);
      if (!read.format().equals(BackupManifest.FORMAT)) {
        throw unusable(file, "dạng " + read.format(), "its format is " + read.format());
      }
      return read;
    } catch (IOException e) {
      throw unusable(file, "không đọc được danh sách", "its list cannot be read");
    }
  }

  /** Decrypts every member in turn. */
  void open(SigningKey key, Members members) {
    Map<String, String> listed =
        manifest.members().stream()
            .collect(Collectors.toMap(BackupManifest.Member::name, BackupManifest.Member::sha256));
    walk(
        file,
        (name, bytes) -> {
          if (!name.endsWith(BackupWriter.ENCRYPTED)) {
            return;
          }
          // the file may have been exchanged since it was checked
          if (!sha256(bytes).equals(listed.get(name))) {
            throw unusable(file, name + " đã bị thay đổi", name + " was changed meanwhile");
          }
          members.take(
              name.substring(0, name.length() - BackupWriter.ENCRYPTED.length()),
              unpacked(EnvelopedCms.open(bytes, key)));
        });
  }

  private byte[] unpacked(byte[] content) {
    try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(content))) {
      return gzip.readAllBytes();
    } catch (IOException e) {
      throw unusable(file, "không giải nén được", "a member cannot be unpacked");
    }
  }

  private static void walk(Path file, Members members) {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new BufferedInputStream(Files.newInputStream(file), 1 << 16),
            StandardCharsets.UTF_8.name())) {
      for (Optional<TarArchiveEntry> at = next(tar); at.isPresent(); at = next(tar)) {
        TarArchiveEntry entry = at.orElseThrow();
        if (entry.getSize() > LARGEST_MEMBER) {
          throw unusable(file, entry.getName() + " quá lớn", entry.getName() + " is too large");
        }
        byte[] bytes = tar.readNBytes((int) entry.getSize());
        if (bytes.length < entry.getSize()) {
          throw unusable(file, "bị cắt ngắn", "it is cut short in " + entry.getName());
        }
        members.take(entry.getName(), bytes);
      }
    } catch (IOException e) {
      Reason why = Reason.of(e);
      throw new HubException(e, HubError.BACKUP_UNUSABLE, file, why);
    }
  }

  private static Optional<TarArchiveEntry> next(TarArchiveInputStream tar) throws IOException {
    return Optional.ofNullable(tar.getNextEntry());
  }

  static HubException unusable(Path file, String vietnamese, String english) {
    return new HubException(HubError.BACKUP_UNUSABLE, file, new Reason(vietnamese, english));
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
