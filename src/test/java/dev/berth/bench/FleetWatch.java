package dev.berth.bench;

import dev.berth.operator.DatabasePortPolicy;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Sees the status of policies change, as whoever watches them does, whoever writes it. */
final class FleetWatch implements AutoCloseable {
    private final Map<String, Boolean> ready = new ConcurrentHashMap<>();
    private final Watch watch;

    /** Sees what changes from now on. */
    FleetWatch(KubernetesClient client) {
        var policies = client.resources(DatabasePortPolicy.class).inAnyNamespace();
        var now = policies.list(new ListOptionsBuilder().withLimit(1L).build())
                .getMetadata()
                .getResourceVersion();
        watch = policies.watch(new ListOptionsBuilder().withResourceVersion(now).build(), new Watcher<>() {
            @Override
            public void eventReceived(Action action, DatabasePortPolicy policy) {
                see(policy);
            }

            @Override
            public void onClose(WatcherException cause) {
                cause.printStackTrace();
            }
        });
    }

    private synchronized void see(DatabasePortPolicy policy) {
        var status = policy.getStatus();
        var conditions = status == null ? null : status.conditions();
        if (conditions != null) {
            ready.put(
                    policy.getMetadata().getNamespace() + "/"
                            + policy.getMetadata().getName(),
                    conditions.stream()
                            .anyMatch(one -> one.getType().equals("Ready")
                                    && one.getStatus().equals("True")));
            notifyAll();
        }
    }

    /** Waits until so many policies were written and are Ready. */
    void awaitReady(int wanted, Duration patience) throws InterruptedException, TimeoutException {
        await(
                () -> ready.size() >= wanted
                        && ready.values().stream().filter(is -> is).count() >= wanted,
                patience);
    }

    /** Waits until one is Ready, or is not. */
    void await(String policy, boolean wanted) throws InterruptedException, TimeoutException {
        await(() -> Boolean.valueOf(wanted).equals(ready.get(policy)), Duration.ofSeconds(30));
    }

    private synchronized void await(BooleanSupplier seen, Duration patience)
            throws InterruptedException, TimeoutException {
        long end = System.nanoTime() + patience.toNanos();
        while (!seen.getAsBoolean()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new TimeoutException("seen of " + ready.size() + " policies in " + patience);
            }
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
        }
    }

    @Override
    public void close() {
        watch.close();
    }
}
