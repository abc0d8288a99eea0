/** One HTTP request prepared, sent and answered. Knows no partner. */
@NullMarked
package vn.lienthong.connectors.call;

import org.jspecify.annotations.NullMarked;
