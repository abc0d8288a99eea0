/**
 * The nodes that work on one database: who lives, who may join, and by which time they keep. Knows
 * no work.
 */
@NullMarked
package vn.lienthong.routes.nodes;

import org.jspecify.annotations.NullMarked;
