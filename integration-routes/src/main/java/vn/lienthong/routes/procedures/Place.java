package vn.lienthong.routes.procedures;

import java.util.Arrays;
import java.util.List;

/** Which part of which procedure is decided as one. */
record Place(String code, Proposal.Area area) {
  static List<Place> allOf(String code) {
    return Arrays.stream(Proposal.Area.values()).map(area -> new Place(code, area)).toList();
  }
}
