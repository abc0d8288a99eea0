/** The message broker: wake-ups and events, which may be lost and made again. Holds no truth. */
@NullMarked
package vn.lienthong.routes.broker;

import org.jspecify.annotations.NullMarked;
