package dev.berth.adapter.net;

import dev.berth.adapter.net.Nft.Refusal;
import dev.berth.execute.Attempt;
import dev.berth.plan.NetStep.HeldPort;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * The connections to some ports, waiting from one step to another, and on the way back the other way round. Those to old ports
 * that lead there wait with them.
 */
record HeldConnections(
        FilterTable table, List<HeldPort> ports, Duration limit, Recall recall, HeldWays ways, Path proc, Clock clock) {
    /** New ones wait from now on; the moment is the evidence. */
    Attempt hold() {
        recall.prepare();
        try {
            ways.note(ports, table.hold(ports, limit));
            return new Attempt.Done(clock.instant().toString());
        } catch (Refusal e) {
            return Attempt.notDone(e.reason());
        }
    }

    /**
     * New ones go on, as many as the databases take, and then those that wait are called back: nudged before, they would be
     * held anew.
     *
     * @param forgetting what has to be over first; what did not work of it, for people
     */
    Attempt release(Function<List<HeldPort>, String> forgetting) {
        var places = recall.room().places();
        String failures;
        try {
            var held = held();
            var remembered = forgetting.apply(held);
            failures = table.release(held, limit, places) + remembered;
        } catch (Refusal e) {
            return Attempt.notDone(e.reason());
        }
        try {
            var called = recall.of(table.waiting(), places);
            // Sessions by a retired port of another database live on this table. Nobody waits any more, so there is
            // time to ask the kernel for them.
            table.sweep(table.look(), Flows.in(proc)::mayHave);
            return new Attempt.Done(called + failures);
        } catch (Refusal e) {
            return new Attempt.Done("who waited comes back by retransmission: " + e.reason() + failures);
        }
    }

    /** A look would cost those who wait, so it is taken only where another process held them. */
    private List<HeldPort> held() throws Refusal {
        var noted = ways.forget(ports);
        return noted.isPresent() ? noted.get() : table.look().ways(ports);
    }
}
