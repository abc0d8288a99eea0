/** What a signed-in person sees at /, health and metrics. */
@NullMarked
package vn.lienthong.console;

import org.jspecify.annotations.NullMarked;
