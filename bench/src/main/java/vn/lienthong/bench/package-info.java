/** Benchmarks, reported as ratios within one run. */
@NullMarked
package vn.lienthong.bench;

import org.jspecify.annotations.NullMarked;
