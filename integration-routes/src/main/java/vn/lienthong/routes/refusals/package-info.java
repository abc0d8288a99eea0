/** Counts calls that are not worth an entry each. Knows the message log only. */
@NullMarked
package vn.lienthong.routes.refusals;

import org.jspecify.annotations.NullMarked;
