package dev.berth.cycle;

import dev.berth.cycle.Finding.Ended;
import dev.berth.execute.Executor;
import dev.berth.journal.Journal;
import dev.berth.journal.Progress;
import dev.berth.observe.Alias;
import dev.berth.observe.Observation;
import dev.berth.observe.Straggler;
import dev.berth.policy.Policy;
import dev.berth.policy.Soak;
import java.time.Clock;
import java.util.List;

/** The soaks of a host's policy: who keeps them open, and how those end that are over. */
record HostSoak(Site site, Executor executor, Clock clock) {
    /** Who uses the old ports; nobody looks where none leads on. */
    Observation<List<Straggler>> stragglers() {
        return site.soaking().stream().allMatch(journal -> aliases(journal).isEmpty())
                ? new Observation.Seen<>(List.of())
                : site.lookout().stragglers(site.policy());
    }

    /** The migrations that arrived and are not closed, oldest first, each with those of the stragglers that keep it open. */
    List<Retirement> retirements(List<Straggler> stragglers) {
        var soaked = clock.instant().minus(site.policy().soak().period());
        return site.soaking().stream()
                .map(journal -> new Retirement(
                        journal,
                        stragglers.stream()
                                .filter(straggler -> straggler.lastSeen().isAfter(soaked)
                                        && aliases(journal).stream()
                                                .anyMatch(alias -> alias.from() == straggler.port()))
                                .toList()))
                .toList();
    }

    /** Whether a soak is over whose end takes no person, or an end has begun; a policy that only reports ends none. */
    boolean isOver() {
        return site.policy().mode() != Policy.Mode.OBSERVE
                && site.soaking().stream().anyMatch(journal -> begun(journal) || soaked(journal));
    }

    /** Ends those that are over and that nobody keeps open, or that end now; blind where nobody can tell who does. */
    Observation<List<Ended>> end() {
        if (!isOver()) {
            return new Observation.Seen<>(List.of());
        }
        boolean asks = site.soaking().stream().anyMatch(journal -> !begun(journal) && soaked(journal));
        Observation<List<Straggler>> users = asks ? stragglers() : new Observation.Seen<>(List.of());
        return users.then(seen -> new Observation.Seen<>(ended(seen)));
    }

    private List<Ended> ended(List<Straggler> stragglers) {
        return retirements(stragglers).stream()
                .filter(retirement -> begun(retirement.journal())
                        || retirement.stragglers().isEmpty() && soaked(retirement.journal()))
                .map(Retirement::journal)
                .map(journal -> new Ended(journal, executor.finish(journal)))
                .toList();
    }

    /** Whoever began it, and whoever uses its old ports: from there it only goes forward. */
    private static boolean begun(Journal journal) {
        return Progress.of(journal.entries()).ending();
    }

    private boolean soaked(Journal journal) {
        var soak = site.policy().soak();
        return soak.retire() == Soak.Retire.WHEN_UNUSED
                && !clock.instant()
                        .isBefore(Progress.of(journal.entries()).settled().plus(soak.period()));
    }

    private static List<Alias> aliases(Journal journal) {
        return Progress.of(journal.entries()).aliases();
    }
}
