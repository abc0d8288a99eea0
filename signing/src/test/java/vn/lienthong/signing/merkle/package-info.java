/** Specification of the package of this name. */
@NullMarked
package vn.lienthong.signing.merkle;

import org.jspecify.annotations.NullMarked;
