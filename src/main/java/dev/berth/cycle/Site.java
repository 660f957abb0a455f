package dev.berth.cycle;

import dev.berth.execute.Dues;
import dev.berth.execute.Effects;
import dev.berth.execute.LeadingPorts;
import dev.berth.journal.Journal;
import dev.berth.journal.Progress;
import dev.berth.journal.Progress.Standing;
import dev.berth.journal.Records;
import dev.berth.journal.Rehearsals;
import dev.berth.observe.Lookout;
import dev.berth.observe.Observer;
import dev.berth.observe.Sources;
import dev.berth.plan.Berthing;
import dev.berth.policy.Policy;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One policy with everything that is needed to carry it out. */
public record Site(
        Policy policy,
        Observer observer,
        Lookout lookout,
        Sources.Pulses pulses,
        Sources.Qualms qualms,
        Sources.Sessions sessions,
        Sources.Calls calls,
        Effects effects,
        LeadingPorts ports,
        Dues dues,
        Records records,
        Rehearsals rehearsals,
        Herald herald) {
    /** Its migrations that have arrived and not ended. */
    List<Journal> soaking() {
        return own(records.unfinished())
                .filter(journal -> Progress.of(journal.entries()).standing() == Standing.SOAKING)
                .toList();
    }

    /** The databases of its migrations that can still go back. */
    public Set<String> returning() {
        return own(records.unfinished())
                .flatMap(journal -> Progress.of(journal.entries()).plan().moves().stream())
                .flatMap(move -> move.berths().stream())
                .map(Berthing::database)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Those of some migrations that are this policy's. */
    Stream<Journal> own(List<Journal> journals) {
        return journals.stream().filter(journal -> {
            var plan = Progress.of(journal.entries()).plan();
            return plan.policy().equals(policy.name()) && plan.namespace().equals(policy.namespace());
        });
    }
}
