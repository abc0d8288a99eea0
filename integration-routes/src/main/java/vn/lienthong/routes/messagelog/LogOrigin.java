package vn.lienthong.routes.messagelog;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Name of a log. Its first epoch is named plainly; a log that had to be opened anew, because the
 * old one could not be continued, has the number of its epoch after the name.
 *
 * @param name of the first epoch
 * @param epoch from 1
 */
record LogOrigin(String name, int epoch) {
  private static final Pattern LATER = Pattern.compile("[2-9]|[1-9][0-9]{1,8}");

  /** The origin of a log whose epoch is known. */
  static LogOrigin of(TreeStore.Tree tree) {
    String suffix = "/" + tree.epoch();
    return new LogOrigin(
        tree.epoch() == 1
            ? tree.origin()
            : tree.origin().substring(0, tree.origin().length() - suffix.length()),
        tree.epoch());
  }

  /** The epoch that an origin means, when it is of the same name. */
  Optional<Integer> epochOf(String origin) {
    if (origin.equals(name)) {
      return Optional.of(1);
    }
    return Optional.of(origin)
        .filter(o -> o.startsWith(name + "/"))
        .map(o -> o.substring(name.length() + 1))
        .filter(LATER.asMatchPredicate())
        .map(Integer::valueOf);
  }

  /** First line of the checkpoints of this log. */
  String text() {
    return epoch == 1 ? name : name + "/" + epoch;
  }
}
