/**
 * Dossiers and the steps of their progress, in the hub's own words. Knows no partner's wire names.
 */
@NullMarked
package vn.lienthong.schemas.dossier;

import org.jspecify.annotations.NullMarked;
