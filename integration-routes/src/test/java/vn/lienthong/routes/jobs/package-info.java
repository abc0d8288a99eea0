/** What is expected of jobs. */
@NullMarked
package vn.lienthong.routes.jobs;

import org.jspecify.annotations.NullMarked;
