/** Policies and migrations as objects of a cluster: their classes, and what writes their status. */
@NullMarked
package dev.berth.operator;

import org.jspecify.annotations.NullMarked;
