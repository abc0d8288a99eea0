/** Tests of the application's own parts. */
@NullMarked
package vn.lienthong.app;

import org.jspecify.annotations.NullMarked;
