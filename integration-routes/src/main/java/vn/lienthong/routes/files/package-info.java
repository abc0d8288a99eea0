/** Links under which partners fetch the files of a dossier. */
@NullMarked
package vn.lienthong.routes.files;

import org.jspecify.annotations.NullMarked;
