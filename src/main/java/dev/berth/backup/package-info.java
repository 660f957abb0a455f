/** What a backup is, when it counts and how long it stays; ports for where it lies and for the servers it is of. */
@NullMarked
package dev.berth.backup;

import org.jspecify.annotations.NullMarked;
