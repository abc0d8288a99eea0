/** Ends the hub's processes at named points of the delivery path, and counts what came of it. */
@NullMarked
package vn.lienthong.faults;

import org.jspecify.annotations.NullMarked;
