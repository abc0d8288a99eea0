/** Jobs as people operate them: over REST and on pages. */
@NullMarked
package vn.lienthong.console.jobs;

import org.jspecify.annotations.NullMarked;
