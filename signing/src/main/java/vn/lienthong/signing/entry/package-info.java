/** The entry of the message log: its bytes never change. */
@NullMarked
package vn.lienthong.signing.entry;

import org.jspecify.annotations.NullMarked;
