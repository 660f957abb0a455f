/** Runs the programs of the machine; whatever they do, each run and each reading ends within a limit. */
@NullMarked
package dev.berth.process;

import org.jspecify.annotations.NullMarked;
