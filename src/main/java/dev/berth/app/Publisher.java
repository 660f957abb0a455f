package dev.berth.app;

import dev.berth.adapter.file.StateFolder;
import dev.berth.cycle.Finding;
import dev.berth.cycle.Tiers;

/** Takes what was found of a policy to whom it concerns: the board, other hosts, and the log where it changed. */
record Publisher(Board board, Noticeboard others, EventLog log) {
    void publish(Finding looked, StateFolder state) {
        var found = board.withOutcome(looked);
        var before = board.put(found, state);
        // Before anything is done about it: what waits for this policy on another host would move meanwhile.
        others.tell(board);
        var name = Tiers.Name.of(found.policy());
        found.outcomes()
                .forEach(one -> log.say("MigrationEnded", name, one.journal().name(), Wording.of(one)));
        var now = Wording.of(found);
        if (before.map(Board.Entry::finding)
                .map(Wording::of)
                .filter(now::equals)
                .isEmpty()) {
            if (found.ready()) {
                log.say("Ready", name, now);
            } else {
                log.warn("NotReady", name, now);
            }
        }
    }
}
