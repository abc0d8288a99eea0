/** Faults planted on purpose for ArchitectureTest; nothing calls them. */
@NullMarked
package vn.lienthong.routes.plantedtwo;

import org.jspecify.annotations.NullMarked;
