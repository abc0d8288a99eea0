/** Tests of the embedded server in folders of their own. */
@NullMarked
package vn.lienthong.routes.store;

import org.jspecify.annotations.NullMarked;
