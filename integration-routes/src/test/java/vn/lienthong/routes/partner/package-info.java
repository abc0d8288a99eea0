/** What is expected of calls to partners. */
@NullMarked
package vn.lienthong.routes.partner;

import org.jspecify.annotations.NullMarked;
