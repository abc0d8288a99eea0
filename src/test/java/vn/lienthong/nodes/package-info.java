/** Several nodes, each a process, on one database and one broker. */
@NullMarked
package vn.lienthong.nodes;

import org.jspecify.annotations.NullMarked;
