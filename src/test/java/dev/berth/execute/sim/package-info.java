/** A world in memory: containers, ports, volumes, files and clients that behave as Docker's do, and can fail at any point. */
@NullMarked
package dev.berth.execute.sim;

import org.jspecify.annotations.NullMarked;
