/** What each database engine needs: probe, identity, checkpoint. One type per engine behind one interface. */
@NullMarked
package dev.berth.engine;

import org.jspecify.annotations.NullMarked;
