/** Specification of the package of this name. */
@NullMarked
package vn.lienthong.signing.cms;

import org.jspecify.annotations.NullMarked;
