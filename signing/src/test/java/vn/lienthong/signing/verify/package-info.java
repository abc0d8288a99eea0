/** Specification of the package of this name. */
@NullMarked
package vn.lienthong.signing.verify;

import org.jspecify.annotations.NullMarked;
