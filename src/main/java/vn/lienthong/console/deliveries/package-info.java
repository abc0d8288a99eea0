/**
 * Deliveries as people look for them, follow them and send them again: /deliveries and /refusals.
 * Knows no SQL and no partner's wire.
 */
@NullMarked
package vn.lienthong.console.deliveries;

import org.jspecify.annotations.NullMarked;
