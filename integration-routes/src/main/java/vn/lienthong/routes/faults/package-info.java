/** What happens when timed work fails. Knows no feature. */
@NullMarked
package vn.lienthong.routes.faults;

import org.jspecify.annotations.NullMarked;
