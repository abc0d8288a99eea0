/** Measures the hub on this machine and prints ratios; anyone may run it ({@code ./hub bench}). */
@NullMarked
package vn.lienthong.bench;

import org.jspecify.annotations.NullMarked;
