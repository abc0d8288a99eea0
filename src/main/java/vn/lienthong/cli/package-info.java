/** The command line: one class per verb. */
@NullMarked
package vn.lienthong.cli;

import org.jspecify.annotations.NullMarked;
