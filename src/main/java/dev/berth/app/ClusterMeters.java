package dev.berth.app;

import dev.berth.operator.DatabasePortPolicy;
import dev.berth.operator.PolicyStatus;
import dev.berth.report.Condition.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The figures of an operator: of policies out of its cache, so that to ask costs the API server nothing. */
record ClusterMeters(
        MeterRegistry registry, Supplier<Optional<ClusterWatch>> watch, ClusterTally tally, BooleanSupplier leads) {
    void register() {
        gauge("berth.policies", "Policies that are watched", () -> policies().count());
        gauge(
                "berth.policies.ready",
                "Policies whose every database is in its berth",
                () -> policies()
                        .filter(policy -> holds(policy, "Ready").isPresent())
                        .count());
        gauge(
                "berth.policies.waiting",
                "Policies with moves that may not happen now, and those that are suspended",
                () -> policies()
                        .filter(policy -> holds(policy, "Waiting").isPresent())
                        .count());
        gauge(
                "berth.policies.invalid",
                "Policies that can't be understood",
                () -> policies().filter(ClusterMeters::invalid).count());
        gauge("berth.berths", "Berths that policies want", () -> sum(PolicyStatus::berths));
        gauge("berth.berths.in.sync", "Berths that are where they should be", () -> sum(PolicyStatus::migrated));
        gauge(
                "berth.strays",
                "Ports of the protected range that somebody has and no policy gives, in the namespaces that have policies",
                () -> watch.get().map(ClusterWatch::strays).orElse(0));
        gauge("berth.leader", "Whether this one leads", () -> leads.getAsBoolean() ? 1 : 0);
        tally.endings().register(registry);
        passes("done", ClusterTally::passesDone);
        passes("failed", ClusterTally::passesFailed);
    }

    private void gauge(String name, String description, DoubleSupplier value) {
        Gauge.builder(name, value::getAsDouble)
                .strongReference(true)
                .description(description)
                .register(registry);
    }

    private void passes(String result, ToDoubleFunction<ClusterTally> count) {
        FunctionCounter.builder("berth.reconciliations", tally, count)
                .description("Passes over policies that this process made, by whether they came to their end")
                .tag("result", result)
                .register(registry);
    }

    private Stream<DatabasePortPolicy> policies() {
        return watch.get().stream().flatMap(ClusterWatch::policies);
    }

    private static boolean invalid(DatabasePortPolicy policy) {
        return holds(policy, "Stalled")
                .filter(condition -> condition.getReason().equals(Reason.InvalidPolicy.name()))
                .isPresent();
    }

    /** A condition that is true of the newest spec. */
    private static Optional<Condition> holds(DatabasePortPolicy policy, String type) {
        return ClusterWording.conditions(policy).stream()
                .filter(condition -> condition.getType().equals(type)
                        && condition.getStatus().equals("True")
                        && policy.getMetadata().getGeneration().equals(condition.getObservedGeneration()))
                .findFirst();
    }

    private double sum(Function<PolicyStatus, @Nullable Integer> figure) {
        return policies()
                .flatMap(policy -> Stream.ofNullable(policy.getStatus()))
                .flatMap(status -> Stream.ofNullable(figure.apply(status)))
                .mapToInt(Integer::intValue)
                .sum();
    }
}
