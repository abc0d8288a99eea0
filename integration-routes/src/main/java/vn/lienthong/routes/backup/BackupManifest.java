package vn.lienthong.routes.backup;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a backup holds: the last members of its file, signed and in clear. Holds no personal data.
 *
 * @param format {@link #FORMAT}
 * @param madeAt begin of the snapshot
 * @param origin name of the hub's log
 * @param noteKey SHA-256 of the public key that signs the log's checkpoints, lower-case hex
 * @param checkpoint note that was published last when the backup began
 * @param schema newest migration of the database
 * @param tables in the order in which they can be loaded
 * @param members every other member of the file
 */
record BackupManifest(
    String format,
    Instant madeAt,
    String origin,
    String noteKey,
    Optional<String> checkpoint,
    String schema,
    List<Table> tables,
    List<Partition> partitions,
    List<Sequence> sequences,
    List<Member> members) {
  static final String FORMAT = "lien-thong-backup-1";

  BackupManifest {
    tables = List.copyOf(tables);
    partitions = List.copyOf(partitions);
    sequences = List.copyOf(sequences);
    members = List.copyOf(members);
  }

  /** A table, {@code schema.name}, with its columns as SQL writes them. */
  record Table(String name, String columns, long rows) {}

  /** A partition of a table with its bounds as SQL writes them. */
  record Partition(String name, String parent, String bounds) {}

  /** The last number that a sequence gave. */
  record Sequence(String name, long last) {}

  /** A member and the SHA-256 of its bytes as they lie in the file, lower-case hex. */
  record Member(String name, long bytes, String sha256) {}
}
