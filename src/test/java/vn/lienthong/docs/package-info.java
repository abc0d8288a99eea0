/** Documents that are made from the code, and fail the build when stale. */
@NullMarked
package vn.lienthong.docs;

import org.jspecify.annotations.NullMarked;
