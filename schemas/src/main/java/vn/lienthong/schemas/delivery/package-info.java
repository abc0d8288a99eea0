/** What can come of handing a message to a partner. */
@NullMarked
package vn.lienthong.schemas.delivery;

import org.jspecify.annotations.NullMarked;
