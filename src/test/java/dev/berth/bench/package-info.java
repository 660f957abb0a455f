/** Benchmarks, run by hand: never part of a build. */
@NullMarked
package dev.berth.bench;

import org.jspecify.annotations.NullMarked;
