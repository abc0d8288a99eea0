/**
 * A one-stop system at work over its own PostgreSQL database, and its REST service. For the demo,
 * benches, tests and rehearsals with a vendor.
 */
@NullMarked
package vn.lienthong.connectors.onestop.simulator;

import org.jspecify.annotations.NullMarked;
