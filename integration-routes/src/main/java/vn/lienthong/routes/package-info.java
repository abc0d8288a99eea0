/** Root of the module: one package per feature. */
@NullMarked
package vn.lienthong.routes;

import org.jspecify.annotations.NullMarked;
