package dev.berth.app;

import dev.berth.cycle.ClusterFinding;
import dev.berth.cycle.Handover;
import dev.berth.cycle.Orders;
import dev.berth.execute.Outcome;
import dev.berth.operator.DatabasePortPolicy;
import dev.berth.operator.Neighbours;
import dev.berth.operator.Pass;
import dev.berth.operator.Passage;
import dev.berth.operator.PolicyOperator;
import dev.berth.operator.PolicyOperator.Terms;
import dev.berth.operator.UnreadableMigration;
import dev.berth.plan.ClusterDecision;
import dev.berth.plan.Grants;
import dev.berth.policy.Reading;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An operator at work over the policies of a cluster, until it ends: no pass is broken off, and none begun any more. */
final class ClusterWatch implements AutoCloseable, Passage {
    private final ClusterHarbour harbour;
    private final ClusterNotes notes;
    private final Terms terms;
    private final ClusterPasses passes;

    /** Held by every pass, and by who waits for all of them to end. */
    private final ReadWriteLock passing = new ReentrantReadWriteLock();

    private volatile boolean ending;
    private @Nullable PolicyOperator operator;

    private ClusterWatch(ClusterHarbour harbour, ClusterNotes notes, Terms terms) {
        this.harbour = harbour;
        this.notes = notes;
        this.terms = terms;
        this.passes = new ClusterPasses(
                harbour, notes, () -> ending, () -> harbour.ledger().pasts(terms.namespaces()));
    }

    static ClusterWatch start(ClusterHarbour harbour, ClusterNotes notes, Terms terms) {
        var watch = new ClusterWatch(harbour, notes, terms);
        watch.operator = PolicyOperator.start(harbour.client(), watch, harbour.warden(), harbour.clock(), terms);
        return watch;
    }

    @Override
    public Optional<Pass> over(DatabasePortPolicy policy, Neighbours near, Consumer<ClusterFinding> before) {
        return within(policy, () -> passes.over(policy, near, before));
    }

    @Override
    public boolean leave(DatabasePortPolicy policy, Neighbours near) {
        return within(policy, () -> cleared(policy, near)).orElse(false);
    }

    private boolean cleared(DatabasePortPolicy policy, Neighbours near) {
        var cycle = harbour.cycle(policy, near, () -> ending);
        passes.forget(policy);
        try {
            cycle.leave();
        } catch (UnreadableMigration unreadable) {
            var refusal = unreadable.refusal();
            notes.stays(policy, "it was deleted, and stays: " + refusal.reason() + " — " + refusal.remedy());
            return false;
        }
        cycle.ended().ifPresent(ended -> notes.ended(policy, ended));
        boolean clear = cycle.ended()
                .filter(ended -> !(ended.outcome() instanceof Outcome.RolledBack))
                .isEmpty();
        if (!clear) {
            notes.stays(policy, "it was deleted, and goes once what is under way is taken back");
        }
        return clear;
    }

    @Override
    public void gone(DatabasePortPolicy policy) {
        passes.forget(policy);
        harbour.readings().forget(policy);
        var metadata = policy.getMetadata();
        harbour.warden().lend(metadata.getNamespace(), metadata.getName(), Grants.NONE);
        notes.left(policy, "it was deleted; its Services stay as they are");
    }

    private <T> Optional<T> within(DatabasePortPolicy policy, Supplier<T> pass) {
        passing.readLock().lock();
        try {
            return ending ? Optional.empty() : Optional.of(pass.get());
        } catch (RuntimeException failure) {
            notes.failed(policy, failure);
            throw failure;
        } finally {
            passing.readLock().unlock();
        }
    }

    Stream<DatabasePortPolicy> policies() {
        return caches().stream().flatMap(Neighbours::all);
    }

    /** How many strays there are in the namespaces that have a policy. */
    int strays() {
        return Optional.ofNullable(operator).map(PolicyOperator::strays).orElse(0);
    }

    /** What the caches say of a policy, and the API server of what none keeps: whoever does not lead knows it too. */
    ClusterDecision decided(DatabasePortPolicy policy, Reading reading) {
        return harbour.cycle(policy, caches().orElseThrow(), () -> true)
                .look(reading, Orders.NONE, Handover.NOTHING)
                .decision();
    }

    List<Map<String, Object>> migrations() {
        return harbour.ledger().migrations(List.copyOf(terms.namespaces()));
    }

    private Optional<Neighbours> caches() {
        return Optional.ofNullable(operator).flatMap(PolicyOperator::caches);
    }

    /** Why what it knows is not kept up to date now: a watch looks well for long after its server is gone, so that is asked. */
    List<String> unwell() {
        return ClusterAccess.silent(harbour.client())
                .map(List::of)
                .or(() -> Optional.ofNullable(operator).map(PolicyOperator::unwell))
                .orElse(List.of());
    }

    /** Ends once every step under way is done; the lease is kept until then, and their journals go on elsewhere. */
    void end() {
        ending = true;
        passing.writeLock().lock();
        passing.writeLock().unlock();
        close();
    }

    /** Ends within some seconds, whatever is under way. */
    @Override
    public void close() {
        ending = true;
        Optional.ofNullable(operator).ifPresent(PolicyOperator::close);
        notes.close();
    }
}
