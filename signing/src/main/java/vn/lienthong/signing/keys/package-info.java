/** Keys and certificates by alias, and the anchors that others' certificates must end at. */
@NullMarked
package vn.lienthong.signing.keys;

import org.jspecify.annotations.NullMarked;
