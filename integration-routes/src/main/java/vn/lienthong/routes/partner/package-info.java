/** Calls to partners: session, signature, log entries, limits. Knows no dossier table. */
@NullMarked
package vn.lienthong.routes.partner;

import org.jspecify.annotations.NullMarked;
