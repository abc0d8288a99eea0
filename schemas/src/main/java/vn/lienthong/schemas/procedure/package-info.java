/** Administrative procedures as the hub keeps them. Knows no partner's wire names. */
@NullMarked
package vn.lienthong.schemas.procedure;

import org.jspecify.annotations.NullMarked;
