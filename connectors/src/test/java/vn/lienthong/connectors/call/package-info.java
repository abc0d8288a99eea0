@NullMarked
package vn.lienthong.connectors.call;

import org.jspecify.annotations.NullMarked;
