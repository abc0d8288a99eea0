/** How the hub's own records are written as JSON. */
@NullMarked
package vn.lienthong.schemas.json;

import org.jspecify.annotations.NullMarked;
