/** Specification of the real code lists. */
@NullMarked
package vn.lienthong.schemas.codelist;

import org.jspecify.annotations.NullMarked;
