package dev.berth.cycle;

import dev.berth.cycle.Finding.Ended;
import dev.berth.execute.Outcome;
import dev.berth.execute.Watcher;
import dev.berth.journal.Journal;
import dev.berth.observe.Observation;
import dev.berth.plan.Decision;
import dev.berth.plan.Decision.Refusal;
import dev.berth.plan.Gate;
import dev.berth.plan.LostAlias;
import dev.berth.plan.Mooring;
import dev.berth.plan.Plan;
import dev.berth.plan.Stray;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * One round of a daemon at one policy: what was interrupted ends, old ports lead as the records say, databases get what
 * they are owed, soaks that are over end, and what is pending happens where the policy lets it happen by itself.
 */
public final class Round {
    private static final Approval OWN = new Approval("berth run", "mode: Enforce");

    private final Site site;
    private final Cycle cycle;
    private final Clock clock;
    private final List<Refusal> tiers;
    private final Predicate<Stray> own;
    private final List<Ended> outcomes = new ArrayList<>();
    private Optional<Chores> chores = Optional.empty();

    /**
     * @param tiers what other policies have against a move of this one
     * @param own tells what looks like a stray and is the daemon itself
     */
    public Round(
            Site site,
            Clock clock,
            BooleanSupplier interrupted,
            Watcher watcher,
            List<Refusal> tiers,
            Predicate<Stray> own) {
        this.site = site;
        this.cycle = new Cycle(site, clock, interrupted, watcher);
        this.clock = clock;
        this.tiers = List.copyOf(tiers);
        this.own = own;
    }

    /** Looks, and changes nothing. */
    public Finding look() {
        var sight = cycle.observe()
                .then(snapshot -> new Observation.Seen<>(new Sight(
                        cycle.decided(snapshot),
                        Mooring.of(site.policy(), snapshot),
                        Stray.of(site.policy(), snapshot).stream()
                                .filter(own.negate())
                                .toList())));
        var waiting = pending(sight).map(this::waiting).orElse(List.of());
        return new Finding(
                site.policy(),
                clock.instant(),
                sight,
                Latest.of(cycle),
                cycle.open(),
                cycle.upkeep().lost(),
                cycle.upkeep().owed(),
                waiting,
                chores.orElse(Chores.NONE),
                outcomes,
                stuck());
    }

    private Optional<Outcome.Stuck> stuck() {
        return outcomes.stream()
                .map(Ended::outcome)
                .filter(Outcome.Stuck.class::isInstance)
                .map(Outcome.Stuck.class::cast)
                .findFirst();
    }

    /** Whether {@link #act} would do something about what a look found. */
    public boolean due(Finding found) {
        return cycle.interrupted().isPresent()
                || !found.owed().isEmpty()
                || found.lost().stream().anyMatch(LostAlias::comesBack)
                || cycle.anySoaked()
                || pending(found.sight()).isPresent() && found.waiting().isEmpty();
    }

    /** Does what is due; the state folder's lock is ours. */
    public Finding act() {
        var half = cycle.interrupted();
        if (half.isPresent() && ended(half.get(), cycle.recover(half.get())) instanceof Outcome.Stuck) {
            return look();
        }
        doChores();
        var found = look();
        var plan = pending(found.sight());
        if (plan.isEmpty() || !found.waiting().isEmpty()) {
            return found;
        }
        var outcome = cycle.migrate(plan.get(), OWN);
        ended(cycle.newest().orElseThrow(), outcome);
        return look();
    }

    /** Kept one by one: what was done is told, though what comes after it breaks off. */
    private void doChores() {
        var upkeep = cycle.upkeep();
        chores = Optional.of(Chores.NONE.swept(upkeep.sweep()));
        chores = chores.map(done -> done.renewed(upkeep.renew()));
        chores = chores.map(done -> done.settled(upkeep.settle()));
        chores = chores.map(done -> done.ended(cycle.settle()));
    }

    /** What {@link #act} did so far beside its moves; empty before it came to that. */
    public Optional<Chores> chores() {
        return chores;
    }

    private Outcome ended(Journal journal, Outcome outcome) {
        outcomes.add(new Ended(journal, outcome));
        return outcome;
    }

    private static Optional<Plan> pending(Observation<Sight> sight) {
        return sight instanceof Observation.Seen<Sight> seen
                        && seen.facts().decision() instanceof Decision.Pending pending
                ? Optional.of(pending.plan())
                : Optional.empty();
    }

    private List<Refusal> waiting(Plan plan) {
        var rehearsed = site.rehearsals().passed(plan.hash()).isPresent();
        var refusals =
                new ArrayList<>(Gate.check(site.policy(), plan, clock.instant(), Optional.empty(), rehearsed, tiers));
        if (refusals.isEmpty()) {
            Restraint.of(site.policy(), cycle.all(), clock.instant(), "berth apply")
                    .ifPresent(refusals::add);
        }
        return refusals;
    }
}
