package vn.lienthong.doctor;

import java.util.List;
import java.util.function.Supplier;

/**
 * One thing to look at.
 *
 * @param name by which an operator asks for it; several checks may share one
 * @param asksDatabase false when it works without the hub's database
 * @param work looks and tells; what it throws becomes a finding
 */
public record Check(String name, boolean asksDatabase, Supplier<List<Finding>> work) {}
