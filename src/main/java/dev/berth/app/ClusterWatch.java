package dev.berth.app;

import dev.berth.adapter.kube.PolicyObjects;
import dev.berth.cycle.ClusterCycle;
import dev.berth.execute.Outcome;
import dev.berth.operator.DatabasePortPolicy;
import dev.berth.operator.Neighbours;
import dev.berth.operator.Neighbours.Caches;
import dev.berth.operator.Pass;
import dev.berth.operator.Passage;
import dev.berth.operator.PolicyOperator;
import dev.berth.operator.PolicyOperator.Terms;
import dev.berth.plan.ClusterDecision;
import dev.berth.policy.Reading;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An operator at work over the policies of a cluster, until it ends: no pass is broken off, and none begun any more. */
final class ClusterWatch implements AutoCloseable, Passage {
    private final ClusterHarbour harbour;
    private final ClusterNotes notes;
    private final Terms terms;

    /** The policies that were passed over since the start: what an earlier operator left half-done ends at the first pass. */
    private final Set<String> taken = ConcurrentHashMap.newKeySet();

    /** Held by every pass, and by who waits for all of them to end. */
    private final ReadWriteLock passing = new ReentrantReadWriteLock();

    private volatile boolean ending;
    private @Nullable PolicyOperator operator;

    private ClusterWatch(ClusterHarbour harbour, ClusterNotes notes, Terms terms) {
        this.harbour = harbour;
        this.notes = notes;
        this.terms = terms;
    }

    static ClusterWatch start(ClusterHarbour harbour, ClusterNotes notes, Terms terms) {
        var watch = new ClusterWatch(harbour, notes, terms);
        watch.operator = PolicyOperator.start(harbour.client(), watch, harbour.clock(), terms);
        return watch;
    }

    @Override
    public Optional<Pass> over(DatabasePortPolicy policy, Neighbours near) {
        return within(policy, () -> {
            var reading = PolicyObjects.read(policy);
            var cycle = harbour.cycle(policy, near, () -> ending);
            boolean first = taken.add(policy.getMetadata().getUid());
            var pass = first || ClusterCycle.moves(reading)
                    ? new Pass(cycle.advance(reading), cycle.newest(), cycle.ended(), cycle.again())
                    : new Pass(cycle.decide(reading), Optional.empty(), Optional.empty(), Optional.empty());
            notes.passed(policy, pass);
            return pass;
        });
    }

    @Override
    public boolean leave(DatabasePortPolicy policy) {
        return within(policy, () -> {
                    var cycle = harbour.cycle(policy, caches().orElseThrow().near(), () -> ending);
                    cycle.leave();
                    cycle.ended().ifPresent(ended -> notes.ended(policy, ended));
                    boolean clear = cycle.ended()
                            .filter(ended -> !(ended.outcome() instanceof Outcome.RolledBack))
                            .isEmpty();
                    notes.left(
                            policy,
                            clear
                                    ? "it was deleted; its Services stay as they are"
                                    : "it was deleted, and goes once what is under way is taken back");
                    return clear;
                })
                .orElse(false);
    }

    private <T> Optional<T> within(DatabasePortPolicy policy, Supplier<T> pass) {
        passing.readLock().lock();
        try {
            return ending ? Optional.empty() : Optional.of(pass.get());
        } catch (RuntimeException failure) {
            // The first pass counts only once it came to its end.
            taken.remove(policy.getMetadata().getUid());
            notes.failed(policy, failure);
            throw failure;
        } finally {
            passing.readLock().unlock();
        }
    }

    Stream<DatabasePortPolicy> policies() {
        return caches().stream().flatMap(Caches::policies);
    }

    /** What the caches say of a policy: whoever does not lead knows it too. */
    ClusterDecision decided(DatabasePortPolicy policy, Reading reading) {
        return harbour.cycle(policy, caches().orElseThrow().near(), () -> true).decide(reading);
    }

    List<Map<String, Object>> migrations() {
        return harbour.migrations(List.copyOf(terms.namespaces()));
    }

    private Optional<Caches> caches() {
        return Optional.ofNullable(operator).flatMap(PolicyOperator::caches);
    }

    /** Why what it knows is not kept up to date now: a watch looks well for long after its server is gone, so that is asked. */
    List<String> unwell() {
        try {
            harbour.client().getKubernetesVersion();
        } catch (KubernetesClientException gone) {
            return List.of("the API server does not answer: " + ClusterAccess.words(gone));
        }
        return Optional.ofNullable(operator).map(PolicyOperator::unwell).orElse(List.of());
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
    }
}
