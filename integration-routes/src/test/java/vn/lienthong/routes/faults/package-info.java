/** What an operator reads when timed work fails. */
@NullMarked
package vn.lienthong.routes.faults;

import org.jspecify.annotations.NullMarked;
