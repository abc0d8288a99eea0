/** The national portal (NPSP): its wire, both ways. Knows neither Camel nor the hub's database. */
@NullMarked
package vn.lienthong.connectors.npsp;

import org.jspecify.annotations.NullMarked;
