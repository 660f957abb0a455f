/** Durable facts of a migration; where it stands is a fold over its entries. */
@NullMarked
package dev.berth.journal;

import org.jspecify.annotations.NullMarked;
