/** Which algorithms may be made and read, with the source of each rule. */
@NullMarked
package vn.lienthong.signing.policy;

import org.jspecify.annotations.NullMarked;
