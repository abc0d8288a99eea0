/** Faults planted on purpose for ArchitectureTest; nothing calls them. */
@NullMarked
package vn.lienthong.signing.planted;

import org.jspecify.annotations.NullMarked;
