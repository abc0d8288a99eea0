/** Backing the hub up and restoring it. Knows how tables are copied, not what they mean. */
@NullMarked
package vn.lienthong.routes.backup;

import org.jspecify.annotations.NullMarked;
