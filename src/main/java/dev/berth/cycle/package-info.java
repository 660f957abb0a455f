/** Chains observe, plan, execute and report into one pass. */
@NullMarked
package dev.berth.cycle;

import org.jspecify.annotations.NullMarked;
