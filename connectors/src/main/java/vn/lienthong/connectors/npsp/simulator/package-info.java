/**
 * The national portal's adapter to rehearse with: a real HTTP server with state on disk, the
 * adapter's checks, its variants and faults on demand. Reads raw JSON and knows nothing of the
 * connector's wire records and mapper, nor of the hub's own signing.
 */
@NullMarked
package vn.lienthong.connectors.npsp.simulator;

import org.jspecify.annotations.NullMarked;
