package vn.lienthong.doctor;

import java.util.Optional;
import vn.lienthong.schemas.error.Reason;

/**
 * What one check found.
 *
 * @param check its name, such as clock
 * @param standing how it stands
 * @param code of the error catalogue, where the finding has one
 * @param sentence what was found, in both languages
 * @param advice what to do, in both languages; empty where there is nothing to do
 */
public record Finding(
    String check,
    Standing standing,
    Optional<String> code,
    Reason sentence,
    Optional<Reason> advice) {}
