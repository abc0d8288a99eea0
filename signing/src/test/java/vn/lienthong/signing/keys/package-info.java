/** Specification of the package of this name. */
@NullMarked
package vn.lienthong.signing.keys;

import org.jspecify.annotations.NullMarked;
