/** Wires core and adapters together; the entry point. */
@NullMarked
package dev.berth.app;

import org.jspecify.annotations.NullMarked;
