/** Looks at everything that commonly keeps a hub from working, and says what to do. */
@NullMarked
package vn.lienthong.doctor;

import org.jspecify.annotations.NullMarked;
