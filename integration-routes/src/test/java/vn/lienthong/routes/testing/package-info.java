/** What the tests of this module share. */
@NullMarked
package vn.lienthong.routes.testing;

import org.jspecify.annotations.NullMarked;
