package dev.berth.adapter.net;

import dev.berth.adapter.net.Nft.Refusal;
import dev.berth.execute.Attempt;
import dev.berth.plan.NetStep.HeldPort;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The connections to some ports, waiting from one step to another, and on the way back the other way round. */
record HeldConnections(FilterTable table, List<HeldPort> ports, Duration limit, Recall recall, Clock clock) {
    /** New ones wait from now on; the moment is the evidence. */
    Attempt hold() {
        recall.prepare();
        try {
            table.hold(ports, limit);
            return new Attempt.Done(clock.instant().toString());
        } catch (Refusal e) {
            return Attempt.notDone(e.reason());
        }
    }

    /**
     * New ones go on, as many as the databases take, and then those that wait are called back: nudged before, they would be
     * held anew.
     */
    Attempt release() {
        var places = recall.room().places();
        try {
            table.release(ports, limit, places);
        } catch (Refusal e) {
            return Attempt.notDone(e.reason());
        }
        try {
            var called = recall.of(table.waiting(), places);
            // The way back ends every session that came by an old port.
            table.sweep(table.look(), use -> false);
            return new Attempt.Done(called);
        } catch (Refusal e) {
            return new Attempt.Done("who waited comes back by retransmission: " + e.reason());
        }
    }
}
