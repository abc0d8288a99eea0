@NullMarked
package vn.lienthong.connectors.onestop;

import org.jspecify.annotations.NullMarked;
