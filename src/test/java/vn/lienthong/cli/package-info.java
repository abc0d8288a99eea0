/** The command line as a person reads it. */
@NullMarked
package vn.lienthong.cli;

import org.jspecify.annotations.NullMarked;
