/** Root of the module. */
@NullMarked
package vn.lienthong.signing;

import org.jspecify.annotations.NullMarked;
