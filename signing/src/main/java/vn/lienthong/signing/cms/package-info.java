/** Detached CMS signatures (RFC 5652). */
@NullMarked
package vn.lienthong.signing.cms;

import org.jspecify.annotations.NullMarked;
