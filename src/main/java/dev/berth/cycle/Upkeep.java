package dev.berth.cycle;

import dev.berth.execute.Attempt;
import dev.berth.journal.Entry;
import dev.berth.journal.Journal;
import dev.berth.journal.OpenAliases;
import dev.berth.journal.Progress;
import dev.berth.journal.Progress.Standing;
import dev.berth.observe.Alias;
import dev.berth.observe.Debt;
import dev.berth.observe.Observation;
import dev.berth.plan.LostAlias;
import dev.berth.plan.NetStep;
import dev.berth.plan.NetStep.OpenAlias;
import dev.berth.policy.Policy;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps what should outlive a run: the old ports of a policy in the packet filter, which a restart of the machine empties, and
 * what a run that was killed owes a database.
 */
public final class Upkeep {
    private final Site site;
    private final Clock clock;

    Upkeep(Site site, Clock clock) {
        this.site = site;
        this.clock = clock;
    }

    /**
     * Clears the packet filter of what no migration needs: a run that was killed may have left it, or a state folder that
     * is gone. Gives the old ports that still led on. A policy that only reports clears away nothing.
     */
    public List<Alias> sweep() {
        if (site.policy().mode() == Policy.Mode.OBSERVE) {
            return List.of();
        }
        boolean needed = site.own(site.records().unfinished())
                .flatMap(journal -> progress(journal).touched())
                .anyMatch(NetStep.class::isInstance);
        return needed ? List.of() : site.ports().sweep(site.policy());
    }

    /**
     * The old ports that lead on by the records and not in the packet filter; none while a migration is under way, and blind
     * only where some should lead on.
     */
    public Observation<List<LostAlias>> lost() {
        var unfinished =
                site.own(site.records().unfinished()).map(Upkeep::progress).toList();
        if (unfinished.stream().anyMatch(progress -> progress.standing() != Standing.SOAKING)
                || unfinished.stream().allMatch(progress -> progress.aliases().isEmpty())) {
            return new Observation.Seen<>(List.of());
        }
        var open = OpenAliases.of(site.own(site.records().all()).toList());
        var led = site.ports().led(site.policy());
        // Where none of them would be opened again nobody waits for what can't be seen.
        boolean awaited = !open.isEmpty() && LostAlias.mayComeBack(site.policy());
        if (led instanceof Observation.Blind<List<Alias>> && !awaited) {
            return new Observation.Seen<>(List.of());
        }
        return led.then(there -> judged(open.stream()
                .filter(alias -> there.stream().noneMatch(alias::sharesPortWith))
                .toList()));
    }

    private Observation<List<LostAlias>> judged(List<Alias> lost) {
        if (lost.isEmpty()) {
            return new Observation.Seen<>(List.of());
        }
        return site.observer()
                .observe(site.policy())
                .then(snapshot -> snapshot.project().violations().isEmpty()
                        ? new Observation.Seen<>(LostAlias.of(site.policy(), snapshot, lost))
                        : new Observation.Blind<>(
                                "the files contradict the policy or themselves", "berth plan names what is wrong"));
    }

    /** Opens those again that can be; those with an obstacle stay lost. */
    public Observation<List<LostAlias>> renew() {
        return lost().then(lost -> {
            var free = lost.stream()
                    .filter(LostAlias::comesBack)
                    .map(LostAlias::alias)
                    .toList();
            if (!free.isEmpty() && site.ports().lead(site.policy(), free) instanceof Attempt.NotDone failed) {
                return new Observation.Blind<>(failed.reason(), "lift that, and berth apply opens them");
            }
            record(free);
            return new Observation.Seen<>(lost);
        });
    }

    /** What runs that were killed still owe databases. */
    public List<Debt> owed() {
        return site.dues().open();
    }

    /** Gives databases what they are owed, and tells what came of each. */
    public List<Settlement> settle() {
        return owed().stream()
                .map(debt -> new Settlement(debt, site.dues().settle(debt)))
                .toList();
    }

    /** What came of a try to give a database what it was owed. */
    public record Settlement(Debt debt, Attempt attempt) {
        @Override
        public String toString() {
            if (attempt instanceof Attempt.NotDone failed) {
                return debt + " since a run broke off, and can't be given it: " + failed.reason();
            }
            var before = debt.database() + " was owed “" + debt.words() + "” since a run broke off";
            return attempt instanceof Attempt.Done done
                    ? before + ", and has it now" + (done.evidence().isEmpty() ? "" : ": " + done.evidence())
                    : before + "; nothing is owed any more: " + ((Attempt.Untouched) attempt).reason();
        }
    }

    private void record(List<Alias> renewed) {
        site.soaking()
                .forEach(journal -> openings(journal)
                        .filter(step -> step.aliases().stream()
                                .anyMatch(alias -> renewed.stream().anyMatch(alias::sharesPortWith)))
                        .forEach(step -> journal.append(new Entry.Renewed(clock.instant(), step.id()))));
    }

    private static Stream<OpenAlias> openings(Journal journal) {
        var progress = progress(journal);
        return progress.plan().steps(OpenAlias.class).filter(progress::applied);
    }

    private static Progress progress(Journal journal) {
        return Progress.of(journal.entries());
    }
}
