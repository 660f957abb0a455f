package dev.berth.cycle;

import dev.berth.policy.Database;
import dev.berth.policy.Policy;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Has the passes of one process begin migrations one after the other where two of them could want the same, so that the later
 * one sees what the earlier one has opened. Objects are of their namespace, ports of the nodes are of the whole cluster.
 */
public final class OneByOne {
    /** Two namespaces that happen to share a lock wait for each other, and that is all. */
    private static final int LOCKS = 64;

    private final List<ReentrantLock> namespaces =
            Stream.generate(ReentrantLock::new).limit(LOCKS).toList();
    private final ReentrantLock nodes = new ReentrantLock();

    /** @param beginning looks for the last time, and opens; not the migration itself */
    <T> T begin(Policy policy, Supplier<T> beginning) {
        ReentrantLock namespace =
                namespaces.get(Math.floorMod(policy.namespace().hashCode(), LOCKS));
        boolean atNodes =
                policy.databases().stream().anyMatch(database -> database.runner() instanceof Database.Runner.Pods);
        return holding(namespace, atNodes ? () -> holding(nodes, beginning) : beginning);
    }

    private static <T> T holding(ReentrantLock lock, Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
