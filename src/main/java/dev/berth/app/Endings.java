package dev.berth.app;

import dev.berth.execute.Outcome;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** How many migrations ended in which way since this process began. */
final class Endings {
    private final Map<Class<?>, AtomicLong> counts = new ConcurrentHashMap<>();

    void add(Outcome outcome) {
        counts.computeIfAbsent(outcome.getClass(), way -> new AtomicLong()).incrementAndGet();
    }

    long of(Class<? extends Outcome> way) {
        return Optional.ofNullable(counts.get(way)).map(AtomicLong::get).orElse(0L);
    }

    void register(MeterRegistry registry) {
        counter(registry, "migrated", Outcome.Migrated.class);
        counter(registry, "rolledBack", Outcome.RolledBack.class);
        counter(registry, "stuck", Outcome.Stuck.class);
    }

    private void counter(MeterRegistry registry, String outcome, Class<? extends Outcome> way) {
        FunctionCounter.builder("berth.migrations", this, endings -> endings.of(way))
                .description("Migrations that this process ran, by how they ended")
                .tag("outcome", outcome)
                .register(registry);
    }
}
