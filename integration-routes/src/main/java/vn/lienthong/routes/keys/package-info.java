/** The hub's own keys and certificates. */
@NullMarked
package vn.lienthong.routes.keys;

import org.jspecify.annotations.NullMarked;
