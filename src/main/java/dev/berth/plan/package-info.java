/** Decides, and only decides: a policy and a snapshot become ordered steps, each with its cause. */
@NullMarked
package dev.berth.plan;

import org.jspecify.annotations.NullMarked;
