/** The application: wiring between the modules. */
@NullMarked
package vn.lienthong.app;

import org.jspecify.annotations.NullMarked;
