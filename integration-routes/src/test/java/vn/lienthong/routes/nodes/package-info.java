/** Nodes on one database. */
@NullMarked
package vn.lienthong.routes.nodes;

import org.jspecify.annotations.NullMarked;
