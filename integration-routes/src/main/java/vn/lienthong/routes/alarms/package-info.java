/** Alarms: what is wrong is told to people once, by mail and webhook. Knows no feature. */
@NullMarked
package vn.lienthong.routes.alarms;

import org.jspecify.annotations.NullMarked;
