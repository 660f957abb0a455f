package dev.berth.app;

import dev.berth.cycle.Chores;
import dev.berth.cycle.Finding.Ended;
import dev.berth.cycle.Tiers;
import dev.berth.cycle.Upkeep.Settlement;
import dev.berth.execute.Attempt;
import dev.berth.execute.Outcome;
import dev.berth.observe.Observation;
import dev.berth.plan.LostAlias;
import dev.berth.report.AliasReport;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes down what a round did beside its moves: each time what came through, and once for each reason what did not. */
final class ChoreNotes {
    private final EventLog log;
    private final Map<Tiers.Name, Set<String>> said = new HashMap<>();

    ChoreNotes(EventLog log) {
        this.log = log;
    }

    /** What did not come through in the round before, and in this one. */
    private record Failures(Set<String> before, Set<String> now) {
        boolean isNew(String words) {
            return now.add(words) && !before.contains(words);
        }
    }

    void say(Tiers.Name policy, Chores chores) {
        var failures = new Failures(said.getOrDefault(policy, Set.of()), new HashSet<>());
        chores.swept().forEach(alias -> log.warn("OldPortSwept", policy, AliasReport.swept(alias)));
        renewed(policy, chores.renewed(), failures);
        chores.settled().forEach(one -> settled(policy, one, failures));
        ended(policy, chores.ended(), failures);
        said.put(policy, failures.now());
    }

    /** There is nothing to do any more, so what comes next is new. */
    void forget(Tiers.Name policy) {
        said.remove(policy);
    }

    private void renewed(Tiers.Name policy, Observation<List<LostAlias>> renewed, Failures failures) {
        if (renewed instanceof Observation.Blind<List<LostAlias>> blind) {
            var words = "old ports are not opened again: " + blind.reason() + " — " + blind.remedy();
            if (failures.isNew(words)) {
                log.warn("OldPortLost", policy, words);
            }
        }
        for (var lost : renewed.orElse(List.of())) {
            var words = AliasReport.renewed(lost);
            if (lost.comesBack()) {
                log.say("OldPortReopened", policy, words);
            } else if (failures.isNew(words)) {
                log.warn("OldPortLost", policy, words);
            }
        }
    }

    private void settled(Tiers.Name policy, Settlement one, Failures failures) {
        if (!(one.attempt() instanceof Attempt.NotDone)) {
            log.say("Settled", policy, one.toString());
        } else if (failures.isNew(one.toString())) {
            log.warn("NotSettled", policy, one.toString());
        }
    }

    private void ended(Tiers.Name policy, Observation<List<Ended>> ends, Failures failures) {
        if (ends instanceof Observation.Blind<List<Ended>> blind) {
            var words = "no soak ends: " + blind.reason() + " — " + blind.remedy();
            if (failures.isNew(words)) {
                log.warn("NotRetired", policy, words);
            }
        }
        for (var one : ends.orElse(List.of())) {
            var migration = one.journal().name();
            if (!(one.outcome() instanceof Outcome.Stuck stuck)) {
                log.say("Retired", policy, migration, "its soak is over, and nothing takes it back any more");
                continue;
            }
            var words = "its soak is over, and its end is stuck at " + stuck.step() + ": " + stuck.reason()
                    + "; it is tried again";
            if (failures.isNew(migration + words)) {
                log.warn("NotRetired", policy, migration, words);
            }
        }
    }
}
