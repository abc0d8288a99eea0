/**
 * The signed message log: append, seal, publish, search, export. Called by all features, calls
 * none.
 */
@NullMarked
package vn.lienthong.routes.messagelog;

import org.jspecify.annotations.NullMarked;
