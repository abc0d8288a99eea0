/**
 * Runs the shipped program as a person does, breaks it and what it depends on at random, and counts
 * what came of it ({@code ./hub prove}). Knows the hub from outside: processes, files, its portal
 * and its tables; nothing in it runs inside the hub.
 */
@NullMarked
package vn.lienthong.prove;

import org.jspecify.annotations.NullMarked;
