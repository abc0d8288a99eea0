/** What machines watch: health and metrics of the running hub. */
@NullMarked
package vn.lienthong.monitoring;

import org.jspecify.annotations.NullMarked;
