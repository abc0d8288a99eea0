/** Backing up and restoring on a real server. */
@NullMarked
package vn.lienthong.routes.backup;

import org.jspecify.annotations.NullMarked;
