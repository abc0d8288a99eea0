/** Specification of the package of this name. */
@NullMarked
package vn.lienthong.signing.testing;

import org.jspecify.annotations.NullMarked;
