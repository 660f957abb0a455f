/** Walks a plan, records every step, and takes it back when one fails. */
@NullMarked
package dev.berth.execute;

import org.jspecify.annotations.NullMarked;
