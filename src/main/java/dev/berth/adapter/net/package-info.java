/** Facts and probes of the host's network: listeners, kernel port ranges, HTTP answers. */
@NullMarked
package dev.berth.adapter.net;

import org.jspecify.annotations.NullMarked;
