/** The catalogue of everything that can go wrong, with what to do. */
@NullMarked
package vn.lienthong.schemas.error;

import org.jspecify.annotations.NullMarked;
