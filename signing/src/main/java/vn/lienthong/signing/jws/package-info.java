/** Detached JWS over the exact bytes of an HTTP message. Knows no HTTP. */
@NullMarked
package vn.lienthong.signing.jws;

import org.jspecify.annotations.NullMarked;
