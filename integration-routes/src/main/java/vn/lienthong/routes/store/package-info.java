/** The database server and what all features need of it. Knows no feature's tables. */
@NullMarked
package vn.lienthong.routes.store;

import org.jspecify.annotations.NullMarked;
