/** Tests of the procedures on real PostgreSQL. */
@NullMarked
package vn.lienthong.routes.procedures;

import org.jspecify.annotations.NullMarked;
