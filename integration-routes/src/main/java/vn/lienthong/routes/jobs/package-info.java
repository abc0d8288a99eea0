/** Jobs: when they run, who started them, what came of it. Knows no feature that has a job. */
@NullMarked
package vn.lienthong.routes.jobs;

import org.jspecify.annotations.NullMarked;
