/** Dossiers and their steps: captured from the one-stop system, delivered to NPSP in order. */
@NullMarked
package vn.lienthong.routes.dossiers;

import org.jspecify.annotations.NullMarked;
