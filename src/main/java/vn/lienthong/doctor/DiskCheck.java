package vn.lienthong.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import vn.lienthong.routes.store.DataProperties;
import vn.lienthong.routes.store.DiskSpace;
import vn.lienthong.schemas.error.HubError;
import vn.lienthong.schemas.error.HubException;
import vn.lienthong.schemas.error.Reason;

/** Whether each folder that the hub writes to has room and lets it write. */
final class DiskCheck {
  private static final List<String> FOLDERS =
      List.of("postgres", "artemis", "log", "logs", "export", "keys");
  private static final int MEGABYTE = 1 << 20;

  private final Function<Path, DiskSpace.Room> rooms;
  private final Path data;

  DiskCheck(Function<Path, DiskSpace.Room> rooms, DataProperties data) {
    this.rooms = rooms;
    this.data = data.dataDir();
  }

  List<Finding> look() {
    Findings findings = new Findings("disk");
    List<Path> folders =
        Stream.concat(
                Stream.of(data), FOLDERS.stream().map(data::resolve).filter(Files::isDirectory))
            .toList();
    folders.stream()
        .filter(folder -> !Files.isWritable(folder))
        .forEach(
            folder ->
                findings.problem(
                    new HubException(
                        HubError.DATA_FOLDER_UNUSABLE,
                        folder,
                        new Reason("không có quyền ghi", "no right to write"))));
    List<DiskSpace.Room> all = folders.stream().map(rooms).toList();
    List<DiskSpace.Room> low = all.stream().filter(one -> one.fault().isPresent()).toList();
    if (!low.isEmpty()) {
      low.forEach(one -> one.fault().ifPresent(findings::problem));
      return findings.list();
    }
    all.stream()
        .min(Comparator.comparingLong(one -> one.usable() - one.kept()))
        .ifPresent(
            least -> {
              Object[] said = {
                least.folder().toString(), least.usable() / MEGABYTE, least.kept() / MEGABYTE
              };
              if (least.usable() < 2 * least.kept()) {
                findings.warning("soon", said);
              } else {
                findings.ok("room", said);
              }
            });
    return findings.list();
  }
}
