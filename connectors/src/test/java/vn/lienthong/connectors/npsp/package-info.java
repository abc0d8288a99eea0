/** Specification of the portal's connector. */
@NullMarked
package vn.lienthong.connectors.npsp;

import org.jspecify.annotations.NullMarked;
