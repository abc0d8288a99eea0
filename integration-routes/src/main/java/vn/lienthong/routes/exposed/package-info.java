/**
 * What ministries call: dossier status by SOAP and REST, with one bean and one set of rights behind
 * both.
 */
@NullMarked
package vn.lienthong.routes.exposed;

import org.jspecify.annotations.NullMarked;
