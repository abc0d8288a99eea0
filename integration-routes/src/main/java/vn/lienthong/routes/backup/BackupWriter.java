package vn.lienthong.routes.backup;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import vn.lienthong.routes.store.StorageFailure;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.schemas.json.HubJson;
import vn.lienthong.signing.cms.DetachedCms;
import vn.lienthong.signing.cms.EnvelopedCms;
import vn.lienthong.signing.keys.SigningKey;

/**
 * Writes a backup: a tar whose members are compressed and encrypted one by one, with the signed
 * list of them at its end. The file has its name when it is whole and on the disk, never before.
 */
final class BackupWriter implements AutoCloseable {
  static final String README = "README.txt";
  static final String MANIFEST = "manifest.json";
  static final String SIGNATURE = "manifest.json.p7s";
  static final String ENCRYPTED = ".gz.p7m";
  private static final int BUFFER_BYTES = 1 << 20;

  private final Path target;
  private final Path fresh;
  private final List<X509Certificate> recipients;
  private final FileChannel channel;
  private final TarArchiveOutputStream tar;
  private final List<BackupManifest.Member> members = new ArrayList<>();

  private BackupWriter(Path target, Path fresh, List<X509Certificate> recipients)
      throws IOException {
    this.target = target;
    this.fresh = fresh;
    this.recipients = List.copyOf(recipients);
    Set<StandardOpenOption> anew =
        new HashSet<>(Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    this.channel =
        FileChannel.open(
            fresh,
            anew,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    this.tar =
        new TarArchiveOutputStream(
            // a tar is written in records of 512 bytes, each otherwise a system call
            new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES),
            StandardCharsets.UTF_8.name());
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setAddPaxHeadersForNonAsciiNames(true);
  }

  /**
   * Begins a file.
   *
   * @throws HubException LT-9040 when there is one of that name
   */
  static BackupWriter to(Path target, List<X509Certificate> recipients) {
    if (Files.exists(target)) {
      throw new HubException(HubError.BACKUP_FILE_TAKEN, target);
    }
    Path fresh = target.resolveSibling("." + target.getFileName() + ".unfinished");
    try {
      Files.deleteIfExists(fresh);
      return new BackupWriter(target, fresh, recipients);
    } catch (IOException e) {
      throw StorageFailure.of(e, target);
    }
  }

  /** Adds the text that tells a person how to open the file, in clear. */
  void addReadme() {
    try {
      member(README, readme());
    } catch (IOException e) {
      throw StorageFailure.of(e, target);
    }
  }

  private static byte[] readme() throws IOException {
    try (InputStream text = BackupWriter.class.getResourceAsStream("backup-readme.txt")) {
      if (text == null) {
        throw new IOException("backup-readme.txt is missing in the program");
      }
      return text.readAllBytes();
    }
  }

  /** Adds a member: compressed, then encrypted. */
  void add(String name, byte[] content) {
    byte[] sealed = EnvelopedCms.seal(compressed(content), recipients);
    try {
      member(name + ENCRYPTED, sealed);
    } catch (IOException e) {
      throw StorageFailure.of(e, target);
    }
  }

  private void member(String name, byte[] bytes) throws IOException {
    plain(name, bytes);
    members.add(new BackupManifest.Member(name, bytes.length, BackupReader.sha256(bytes)));
  }

  private static byte[] compressed(byte[] content) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(content.length / 4 + 64);
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new IllegalStateException("memory can be written", e);
    }
    return packed.toByteArray();
  }

  private void plain(String name, byte[] bytes) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(bytes.length);
    entry.setMode(0600);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }

  /** Writes and signs the list of members, and gives the file its name. */
  BackupManifest finish(
      Function<List<BackupManifest.Member>, BackupManifest> list, SigningKey signer, Instant at) {
    BackupManifest manifest = list.apply(members);
    try {
      byte[] json =
          HubJson.newMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest);
      plain(MANIFEST, json);
      plain(SIGNATURE, DetachedCms.sign(signer, json, at));
      tar.finish();
      tar.flush();
      channel.force(true);
      tar.close();
      Files.move(fresh, target);
      sync(target.resolveSibling("."));
      return manifest;
    } catch (IOException e) {
      throw StorageFailure.of(e, target);
    }
  }

  private static void sync(Path folder) throws IOException {
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    }
  }

  /** Leaves nothing behind of a file that was not finished. */
  @Override
  public void close() {
    try {
      channel.close();
      Files.deleteIfExists(fresh);
    } catch (IOException e) {
      throw StorageFailure.of(e, fresh);
    }
  }
}
