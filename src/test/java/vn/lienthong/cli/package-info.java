/** The command line as a person meets it. */
@NullMarked
package vn.lienthong.cli;

import org.jspecify.annotations.NullMarked;
