/**
 * The province's one-stop system (hệ thống một cửa): its change feed, and what the hub writes back.
 * Knows neither Camel nor the hub's database nor another partner.
 */
@NullMarked
package vn.lienthong.connectors.onestop;

import org.jspecify.annotations.NullMarked;
