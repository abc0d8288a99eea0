/** The registry of procedures, kept in step with the national catalogue. */
@NullMarked
package vn.lienthong.routes.procedures;

import org.jspecify.annotations.NullMarked;
