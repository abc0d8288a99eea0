/** Tests of the embedded broker in folders of their own. */
@NullMarked
package vn.lienthong.routes.broker;

import org.jspecify.annotations.NullMarked;
