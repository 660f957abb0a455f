package dev.berth.app;

import dev.berth.cycle.Finding;
import dev.berth.plan.Mooring;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The figures of a host's daemon, read off the board when asked. */
final class Meters {
    private static final double MILLIS = 1000;

    private final Board board;
    private final MeterRegistry registry;

    Meters(Board board, MeterRegistry registry) {
        this.board = board;
        this.registry = registry;
    }

    void register() {
        gauge(
                "berth.policies",
                "Policies that could be read",
                each -> each.entries().size());
        gauge(
                "berth.policies.ready",
                "Policies whose every database is in its berth",
                each -> policies(Finding::ready));
        gauge(
                "berth.policies.invalid",
                "Files that were left out, since something in them is wrong",
                each -> each.flaws().stream()
                        .map(flaw -> flaw.mark().file())
                        .distinct()
                        .count());
        gauge(
                "berth.policies.waiting",
                "Policies with moves that may not happen now",
                each -> policies(found -> !found.waiting().isEmpty()));
        gauge(
                "berth.berths",
                "Berths whose container is there",
                each -> moorings().count());
        gauge(
                "berth.berths.in.sync",
                "Berths that are where they should be",
                each -> moorings().filter(Mooring::inPlace).count());
        gauge(
                "berth.strays",
                "Ports of the protected range that no policy declares and somebody has",
                each -> findings()
                        .flatMap(found -> found.seen().stream())
                        .flatMap(sight -> sight.strays().stream())
                        .distinct()
                        .count());
        gauge(
                "berth.last.pass.timestamp.seconds",
                "When the loop went through all policies last",
                each -> each.last()
                        .map(pass -> pass.at().toEpochMilli() / MILLIS)
                        .orElse(0.0));
        gauge(
                "berth.last.pass.seconds",
                "How long that took",
                each -> each.last().map(pass -> pass.took().toMillis() / MILLIS).orElse(0.0));
        board.endings().register(registry);
    }

    private void gauge(String name, String description, ToDoubleFunction<Board> value) {
        Gauge.builder(name, board, value).description(description).register(registry);
    }

    private Stream<Finding> findings() {
        return board.entries().stream().map(Board.Entry::finding);
    }

    private long policies(Predicate<Finding> which) {
        return findings().filter(which).count();
    }

    private Stream<Mooring> moorings() {
        return findings().flatMap(found -> found.seen().stream()).flatMap(sight -> sight.moorings().stream());
    }
}
