/** RFC 6962 tree, C2SP tiles and checkpoints. No I/O. */
@NullMarked
package vn.lienthong.signing.merkle;

import org.jspecify.annotations.NullMarked;
