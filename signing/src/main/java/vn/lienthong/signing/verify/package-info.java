/** Verifies an exported log offline and trusts nothing in it. */
@NullMarked
package vn.lienthong.signing.verify;

import org.jspecify.annotations.NullMarked;
