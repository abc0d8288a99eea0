/** The build and what it makes, tried as a person does: Maven's checks, ./hub, the distribution. */
@NullMarked
package vn.lienthong.build;

import org.jspecify.annotations.NullMarked;
