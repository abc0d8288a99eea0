/** What a person reads when something fails. */
@NullMarked
package vn.lienthong.schemas.error;

import org.jspecify.annotations.NullMarked;
