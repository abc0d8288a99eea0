/** Checks of {@code ./hub doctor}, each with a planted fault. */
@NullMarked
package vn.lienthong.doctor;

import org.jspecify.annotations.NullMarked;
