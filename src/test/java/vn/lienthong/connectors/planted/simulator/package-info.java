/** Faults planted on purpose for ArchitectureTest; nothing calls them. */
@NullMarked
package vn.lienthong.connectors.planted.simulator;

import org.jspecify.annotations.NullMarked;
