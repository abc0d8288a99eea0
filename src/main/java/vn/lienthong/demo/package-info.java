/** The demonstration: simulated partners, the real catalogue, generated dossiers. */
@NullMarked
package vn.lienthong.demo;

import org.jspecify.annotations.NullMarked;
