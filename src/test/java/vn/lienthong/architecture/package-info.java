/** Rules of the architecture, each with a planted fault that proves it can fail. */
@NullMarked
package vn.lienthong.architecture;

import org.jspecify.annotations.NullMarked;
