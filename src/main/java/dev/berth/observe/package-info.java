/** Facts at one instant, merged from every source into one {@link dev.berth.observe.Snapshot}. */
@NullMarked
package dev.berth.observe;

import org.jspecify.annotations.NullMarked;
