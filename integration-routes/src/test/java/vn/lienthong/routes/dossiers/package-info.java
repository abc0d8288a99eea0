/** What is expected of capture and delivery. */
@NullMarked
package vn.lienthong.routes.dossiers;

import org.jspecify.annotations.NullMarked;
