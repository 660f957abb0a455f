package dev.berth.app;

import dev.berth.observe.Pulse;
import dev.berth.observe.Sources;
import dev.berth.plan.Decision.Refusal;
import dev.berth.policy.Credentials;
import dev.berth.policy.Database;
import dev.berth.policy.Endpoint;
import dev.berth.policy.Policy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The copies as their clients would see them: whether each answers by its own protocol. */
final class Copies {
    private static final long PAUSE_MILLIS = 100;

    private final Sources.Pulses pulses;
    private final String root;
    private final List<Endpoint> endpoints;

    /** @param stage whose databases these are; they answer on the ports of {@code setting} */
    Copies(Sources.Pulses pulses, Policy stage, Policy setting) {
        this.pulses = pulses;
        this.root = stage.folder();
        this.endpoints = stage.databases().stream()
                .flatMap(database -> setting.database(database.name()).orElseThrow().asked().stream()
                        .map(port -> endpoint(database, port)))
                .toList();
    }

    private static Endpoint endpoint(Database database, Database.Port port) {
        return new Endpoint(
                database.name(),
                database.engine(),
                "127.0.0.1",
                port.port(),
                port.target(),
                database.credentials().orElse(Credentials.NONE));
    }

    /** Databases that don't answer now, each with its reason. */
    List<String> silent() {
        return endpoints.stream()
                .map(this::pulse)
                .filter(pulse -> !pulse.well())
                .map(pulse -> "the copy of " + pulse.endpoint().database() + " does not answer: " + pulse.words())
                .toList();
    }

    /**
     * Waits until every copy answers.
     *
     * @param limit for each of them
     * @param ended a copy that ended, since it never will
     * @return why one did not
     */
    Optional<Refusal> awaited(
            Duration limit, BooleanSupplier interrupted, Supplier<Optional<String>> ended, Consumer<String> progress) {
        for (var endpoint : endpoints) {
            var problem = awaited(endpoint, System.nanoTime() + limit.toNanos(), interrupted, ended);
            if (problem.isPresent()) {
                return problem;
            }
            progress.accept("  the copy of " + endpoint.database() + " answers");
        }
        return Optional.empty();
    }

    private Optional<Refusal> awaited(
            Endpoint endpoint, long end, BooleanSupplier interrupted, Supplier<Optional<String>> ended) {
        while (true) {
            var pulse = pulse(endpoint);
            if (pulse.well()) {
                return Optional.empty();
            }
            if (interrupted.getAsBoolean()) {
                return Optional.of(new Refusal(endpoint.database(), "interrupted", "run berth rehearse again"));
            }
            var over = System.nanoTime() - end >= 0
                    ? Optional.of("its copy did not answer in time: " + pulse.words())
                    : ended.get();
            if (over.isPresent()) {
                return over.map(reason -> new Refusal(
                        endpoint.database(),
                        reason,
                        "its image, command or login may need data that a copy does not have; see docs/rehearsal.md"));
            }
            pause();
        }
    }

    private Pulse pulse(Endpoint endpoint) {
        return pulses.feel(endpoint, root);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("nothing here interrupts a thread", e);
        }
    }
}
