/** Faults planted on purpose for ArchitectureTest; nothing calls them. */
@NullMarked
package vn.lienthong.schemas.planted;

import org.jspecify.annotations.NullMarked;
