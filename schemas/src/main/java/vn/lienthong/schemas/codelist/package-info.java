/**
 * Real code lists and catalogue rows that lie on the class path, with their sources. Knows no
 * partner's wire and no database.
 */
@NullMarked
package vn.lienthong.schemas.codelist;

import org.jspecify.annotations.NullMarked;
