@NullMarked
package vn.lienthong.console.deliveries;

import org.jspecify.annotations.NullMarked;
