/** What is wanted: a raw document becomes a {@link dev.berth.policy.Policy} or the list of everything wrong with it. */
@NullMarked
package dev.berth.policy;

import org.jspecify.annotations.NullMarked;
