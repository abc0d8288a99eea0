package vn.lienthong.doctor;

import java.util.List;

/** All checks of a hub, in the order in which an operator reads their findings. */
public record DoctorChecks(List<Check> all) {
  public DoctorChecks {
    all = List.copyOf(all);
  }
}
