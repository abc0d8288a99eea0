/** Faults planted on purpose for ArchitectureTest; nothing calls them. */
@NullMarked
package vn.lienthong.connectors.plantedother;

import org.jspecify.annotations.NullMarked;
