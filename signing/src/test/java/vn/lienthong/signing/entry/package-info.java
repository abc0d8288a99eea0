/** Specification of the package of this name. */
@NullMarked
package vn.lienthong.signing.entry;

import org.jspecify.annotations.NullMarked;
