/** The way to the province's one-stop system. */
@NullMarked
package vn.lienthong.routes.onestop;

import org.jspecify.annotations.NullMarked;
