/** Tests of the message log on real PostgreSQL. */
@NullMarked
package vn.lienthong.routes.messagelog;

import org.jspecify.annotations.NullMarked;
