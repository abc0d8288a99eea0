/** Faults planted on purpose for ArchitectureTest; nothing calls them. */
@NullMarked
package vn.lienthong.routes.messagelog.planted;

import org.jspecify.annotations.NullMarked;
