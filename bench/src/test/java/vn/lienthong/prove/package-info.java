/** That the prover finds what is wrong, and reduced sizes of what it proves. */
@NullMarked
package vn.lienthong.prove;

import org.jspecify.annotations.NullMarked;
