@NullMarked
package vn.lienthong.connectors.onestop.simulator;

import org.jspecify.annotations.NullMarked;
