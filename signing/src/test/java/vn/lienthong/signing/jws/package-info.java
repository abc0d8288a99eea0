/** Specification of the package of this name. */
@NullMarked
package vn.lienthong.signing.jws;

import org.jspecify.annotations.NullMarked;
