package dev.berth.cycle;

import dev.berth.cycle.ServiceCopies.Cast;
import dev.berth.cycle.ServiceCopies.Made;
import dev.berth.execute.Effects;
import dev.berth.execute.Executor;
import dev.berth.execute.Outcome;
import dev.berth.execute.Watcher;
import dev.berth.journal.Entry;
import dev.berth.journal.Journal;
import dev.berth.journal.TakenOver;
import dev.berth.observe.Sources;
import dev.berth.plan.ClusterPlanner;
import dev.berth.plan.Plan;
import dev.berth.plan.Step;
import dev.berth.policy.Policy;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Walks a plan for a cluster forth and back on copies of its Services, by the same planner, executor and effects as the plan
 * itself.
 *
 * @param live what is so now, at the price of a call
 * @param leaving whether what is under way is to be left: the copies go, and who comes next begins anew
 */
public record RehearsalWalk(
        Sources.Cluster live,
        ServiceCopies copies,
        Effects effects,
        Clock clock,
        Watcher watcher,
        BooleanSupplier leaving) {
    /** Why what arrived goes back. */
    private static final String REHEARSED = "it was a rehearsal";

    /** Empty where it was left, or somebody else goes on with it. */
    Optional<Trial> of(Policy policy, Plan plan, RehearsalRecords records) {
        Made made = copies.make(policy, plan);
        if (made instanceof Made.Unable unable) {
            return Optional.of(unbegun(plan, unable.reason()));
        }
        Cast cast = ((Made.Ready) made).cast();
        try {
            Optional<Plan> copied = ClusterGate.pending(ClusterPlanner.decide(cast.policy(), live.look(cast.policy())))
                    .filter(one -> deeds(one).equals(deeds(plan)));
            return copied.isEmpty()
                    ? Optional.of(unbegun(plan, "the copies would not be moved by the steps of this plan"))
                    : walked(cast, records.open(clock.instant(), copied.get(), plan.hash()), plan);
        } catch (TakenOver theirs) {
            return Optional.empty();
        } finally {
            cast.remove();
        }
    }

    private Trial unbegun(Plan plan, String reason) {
        return Trial.unbegun(plan.hash(), clock.instant(), reason);
    }

    /** What the steps of a plan do, whatever its Services are called. */
    private static List<String> deeds(Plan plan) {
        return plan.steps()
                .map(Step::id)
                .map(id -> id.substring(id.indexOf('/') + 1))
                .toList();
    }

    private Optional<Trial> walked(Cast cast, Journal journal, Plan plan) {
        Executor executor = new Executor(cast.effects(effects), clock, () -> false, watcher).leaving(leaving);
        Outcome forth = executor.run(journal);
        Outcome end = forth instanceof Outcome.Migrated ? executor.recall(journal, REHEARSED) : forth;
        if (end instanceof Outcome.Left) {
            return Optional.empty();
        }
        journal.append(new Entry.Closed(clock.instant(), verdict(forth, end, cast)));
        return Optional.of(Trial.of(plan.hash(), journal));
    }

    private static String verdict(Outcome forth, Outcome end, Cast cast) {
        if (end instanceof Outcome.Stuck stuck) {
            return Trial.failed("it could not be taken back at " + stuck.step() + ": " + stuck.reason());
        }
        if (forth instanceof Outcome.RolledBack back) {
            return Trial.failed(back.step() + ": " + back.reason());
        }
        List<String> flaws = cast.flaws();
        return flaws.isEmpty() ? Trial.passed(cast.remark()) : Trial.failed(String.join("; ", flaws));
    }
}
