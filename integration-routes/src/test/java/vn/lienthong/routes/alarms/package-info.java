/** What is expected of alarms. */
@NullMarked
package vn.lienthong.routes.alarms;

import org.jspecify.annotations.NullMarked;
