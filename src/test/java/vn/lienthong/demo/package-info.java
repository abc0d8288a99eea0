/** The whole hub between simulated partners, tried as its users do. */
@NullMarked
package vn.lienthong.demo;

import org.jspecify.annotations.NullMarked;
