/** Specification of the simulated portal, over real HTTP. */
@NullMarked
package vn.lienthong.connectors.npsp.simulator;

import org.jspecify.annotations.NullMarked;
