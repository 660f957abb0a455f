package dev.berth.app;

import dev.berth.adapter.docker.EngineEvents;
import dev.berth.adapter.docker.EngineEvents.Heard;
import dev.berth.plan.Decision.Refusal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Listens to every engine that policies name, one thread each, and knows which of them can't be heard. */
final class Ears {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Function<String, EngineEvents> engines;
    private final Runnable heard;
    private final Map<String, Thread> listeners = new ConcurrentHashMap<>();
    private final Map<String, Refusal> lost = new ConcurrentHashMap<>();

    /** @param heard told of every event, of every engine that is gone, and of every one that is back, whose past nobody knows */
    Ears(Function<String, EngineEvents> engines, Runnable heard) {
        this.engines = engines;
        this.heard = heard;
    }

    /** Listens to these from now on, and to no others. */
    void to(Set<String> hosts) {
        listeners.keySet().removeIf(host -> {
            if (!hosts.contains(host)) {
                Optional.ofNullable(listeners.get(host)).ifPresent(Thread::interrupt);
            }
            return !hosts.contains(host);
        });
        lost.keySet().retainAll(hosts);
        hosts.forEach(host -> listeners.computeIfAbsent(host, this::start));
    }

    /** The engines that can't be heard now, with the reason and what would lift it. */
    Map<String, Refusal> lost() {
        return Map.copyOf(lost);
    }

    private Thread start(String host) {
        var thread = new Thread(() -> listen(host), "events of " + host);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void listen(String host) {
        var events = engines.apply(host);
        while (!Thread.currentThread().isInterrupted()) {
            // Whether a lost engine is back is known soon, not only once something happens there.
            var next = events.await(lost.containsKey(host) ? AGAIN : PATIENCE);
            if (next instanceof Heard.Lost gone) {
                if (lost.put(host, new Refusal(host, gone.reason(), gone.remedy())) == null) {
                    heard.run();
                }
                rest();
            } else if (lost.remove(host) != null || next instanceof Heard.Something) {
                heard.run();
            }
        }
        lost.remove(host);
    }

    private static void rest() {
        try {
            TimeUnit.NANOSECONDS.sleep(AGAIN.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
