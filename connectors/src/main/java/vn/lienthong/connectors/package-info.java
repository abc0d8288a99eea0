/** Root of the module. */
@NullMarked
package vn.lienthong.connectors;

import org.jspecify.annotations.NullMarked;
