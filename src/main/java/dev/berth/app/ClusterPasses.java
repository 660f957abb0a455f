package dev.berth.app;

import dev.berth.cycle.ClusterCycle;
import dev.berth.cycle.ClusterFinding;
import dev.berth.cycle.ClusterRehearsal;
import dev.berth.cycle.Handover;
import dev.berth.cycle.Latest;
import dev.berth.cycle.Orders;
import dev.berth.cycle.Past;
import dev.berth.cycle.Rehearsed;
import dev.berth.cycle.Soaked;
import dev.berth.cycle.Trial;
import dev.berth.execute.Outcome;
import dev.berth.operator.Annotations;
import dev.berth.operator.DatabasePortPolicy;
import dev.berth.operator.Neighbours;
import dev.berth.operator.Pass;
import dev.berth.operator.UnreadableMigration;
import dev.berth.plan.Bar;
import dev.berth.plan.ClusterDecision;
import dev.berth.plan.Grants;
import dev.berth.plan.Signal;
import dev.berth.plan.Steering;
import dev.berth.policy.Policy;
import dev.berth.policy.Reading;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Passes over the policies of a cluster, and remembers of each what the next pass need not ask. */
final class ClusterPasses {
    /** How soon it is asked again whether a record can be read. */
    private static final Duration UNREADABLE = Duration.ofMinutes(1);

    /** How soon it is tried again to remove what was left behind. */
    private static final Duration UNSWEPT = Duration.ofMinutes(1);

    private final ClusterHarbour harbour;
    private final ClusterNotes notes;
    private final BooleanSupplier ending;

    private final Remembered remembered;

    /**
     * @param ending whether what is under way is to be left to whoever leads next
     * @param listing the migrations of all policies, by the uids of these; empty where they can't be read
     */
    ClusterPasses(
            ClusterHarbour harbour,
            ClusterNotes notes,
            BooleanSupplier ending,
            Supplier<Map<String, Optional<Past>>> listing) {
        this.harbour = harbour;
        this.notes = notes;
        this.ending = ending;
        this.remembered = new Remembered(listing);
    }

    /** @param before takes what was found before anything is done about it, which may take its time */
    Pass over(DatabasePortPolicy policy, Neighbours near, Consumer<ClusterFinding> before) {
        try {
            return passed(policy, near, before);
        } catch (UnreadableMigration unreadable) {
            return barred(policy, unreadable);
        }
    }

    /** Nothing of it is remembered: the next pass asks for the records, of whose end nobody hears. */
    private Pass barred(DatabasePortPolicy policy, UnreadableMigration unreadable) {
        var found = new ClusterFinding(
                new ClusterDecision.Shut(new Bar(Bar.Kind.UNSUPPORTED, unreadable.refusal())),
                Past.NONE,
                Steering.FREE,
                Optional.empty(),
                Optional.of(harbour.clock().instant().plus(UNREADABLE)));
        var protection = harbour.protection(policy);
        notes.passed(policy, found, protection, Optional.empty());
        return new Pass(found, Soaked.UNKNOWN, Rehearsed.UNKNOWN, protection);
    }

    private Pass passed(DatabasePortPolicy policy, Neighbours near, Consumer<ClusterFinding> before) {
        var reading = harbour.readings().of(policy);
        var rehearsal = harbour.rehearsal(policy, ending);
        var known = remembered.take(policy, near::all);
        var trials = known.flatMap(Handover::trials).or(() -> trials(policy, reading, rehearsal));
        var orders = harbour.orders(policy, near, reading, trials.orElse(List.of()));
        var cycle = harbour.cycle(policy, near, ending);
        var looked = known.map(last -> acted(cycle, reading, orders, cycle.look(reading, orders, last), before))
                .orElseGet(() -> cycle.act(reading, orders, before));
        var found = swept(policy, near, looked);
        var rehearsed = rehearsal.pass(reading, orders, found, () -> before.accept(found));
        settle(policy, reading, found);
        var protection = harbour.protection(policy);
        notes.passed(policy, found, protection, cycle.ended());
        rehearsed.ran().ifPresent(trial -> notes.rehearsed(policy, trial));
        var soaked = soaked(policy, near, reading, orders, found);
        // Another leader goes on with what was left.
        if (cycle.ended()
                .filter(ended -> ended.outcome() instanceof Outcome.Left)
                .isEmpty()) {
            remembered.keep(policy, found.handover(soaked.past(), trials.map(asked -> rehearsed.trials())));
        }
        return new Pass(found, soaked, rehearsed, protection);
    }

    /** The next pass over a policy asks the records. */
    void forget(DatabasePortPolicy policy) {
        remembered.forget(policy);
    }

    /** They cost a call, and count only where a rehearsal is wanted: elsewhere nobody asks. */
    private static Optional<List<Trial>> trials(
            DatabasePortPolicy policy, Reading reading, ClusterRehearsal rehearsal) {
        boolean required = reading instanceof Reading.Valid valid
                && valid.policies().get(0).rollout().rehearsalRequired();
        return required || Annotations.rehearsed(policy).isPresent()
                ? Optional.of(rehearsal.trials())
                : Optional.empty();
    }

    private static ClusterFinding acted(
            ClusterCycle cycle, Reading reading, Orders orders, ClusterFinding found, Consumer<ClusterFinding> before) {
        return cycle.due(reading, orders, found) ? cycle.act(reading, orders, before) : found;
    }

    /**
     * Ports that pods have are theirs until they have moved on, whatever the policy gives by then: where none runs
     * meanwhile, none could start. What was lent for anything else is over.
     */
    private void settle(DatabasePortPolicy policy, Reading reading, ClusterFinding found) {
        var metadata = policy.getMetadata();
        if (reading instanceof Reading.Valid valid
                && found.newest().filter(Latest::underWay).isEmpty()
                && found.decision() instanceof ClusterDecision.Seen seen
                && seen.inPlace()) {
            Grants had = Grants.ofPods(valid.policies().get(0));
            harbour.warden().lend(metadata.getNamespace(), metadata.getName(), had);
        }
    }

    /** A leader that was cut off may leave something behind when it wakes up, long after others have gone on. */
    private ClusterFinding swept(DatabasePortPolicy policy, Neighbours near, ClusterFinding found) {
        var metadata = policy.getMetadata();
        if (found.newest().filter(Latest::underWay).isPresent()
                || !near.isLeft(metadata.getNamespace(), metadata.getName())) {
            return found;
        }
        var left = harbour.sweep(policy);
        notes.swept(policy, left);
        return left.stream().allMatch(one -> one.refusal().isEmpty())
                ? found
                : found.lookedAtBy(harbour.clock().instant().plus(UNSWEPT));
    }

    /** A policy that is suspended ends no soak either. */
    private Soaked soaked(
            DatabasePortPolicy policy, Neighbours near, Reading reading, Orders orders, ClusterFinding found) {
        boolean asks = reading instanceof Reading.Valid valid
                && valid.policies().get(0).mode() != Policy.Mode.OBSERVE
                && found.newest().filter(Latest::underWay).isEmpty();
        return asks && !orders.suspended() ? soaked(policy, near, reading, found) : Soaked.UNKNOWN;
    }

    /** A person's word lets the ports of one migration go: a later one may have the very same plan. */
    private Soaked soaked(DatabasePortPolicy policy, Neighbours near, Reading reading, ClusterFinding found) {
        var retire = Annotations.retired(policy);
        var soaked = harbour.soak(policy, near, ending).pass(reading, found, retire);
        retire.filter(soaked::ended)
                .ifPresent(hash -> Annotations.withdraw(policy, harbour.client(), Signal.RETIRE, hash));
        return soaked;
    }
}
