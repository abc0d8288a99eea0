/** Tests of file links on real PostgreSQL and HTTP. */
@NullMarked
package vn.lienthong.routes.files;

import org.jspecify.annotations.NullMarked;
