package dev.berth.app;

import dev.berth.adapter.file.StateFolder;
import dev.berth.plan.Decision.Refusal;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** Whether the daemon lives, has begun, and can do what it is there for; each looked at when asked. */
@Singleton
final class Health {
    private final Watch watch;
    private final Board board;

    Health(Watch watch, Board board) {
        this.watch = watch;
        this.board = board;
    }

    @Produces
    @Singleton
    @Liveness
    HealthCheck loop() {
        return () -> answer("loop", watch.halted());
    }

    @Produces
    @Singleton
    @Startup
    HealthCheck firstRound() {
        return () -> answer(
                "first round",
                board.last().isPresent() ? Optional.empty() : Optional.of("not every policy had its first round yet"));
    }

    @Produces
    @Singleton
    @Readiness
    HealthCheck engines() {
        return () -> answer(
                "engines",
                watch.unheard().values().stream().map(Refusal::toString).findFirst());
    }

    /** Down only where nothing can be kept: one bad file does not stop the others, and is told all the same. */
    @Produces
    @Singleton
    @Readiness
    HealthCheck policies() {
        return () -> {
            var flaws = board.flaws();
            var reason = board.last().isEmpty()
                    ? Optional.of("they were not read yet")
                    : watch.unreadable()
                            .or(() -> board.entries().isEmpty()
                                    ? flaws.stream().map(Object::toString).findFirst()
                                    : Optional.empty());
            var answer = builder("policies", reason)
                    .withData("sound", board.entries().size());
            flaws.forEach(flaw -> answer.withData(flaw.mark().toString(), flaw.toString()));
            return answer.build();
        };
    }

    @Produces
    @Singleton
    @Readiness
    HealthCheck records() {
        return () -> answer(
                "records",
                states().flatMap(state -> state.unwritable().stream())
                        .map(Object::toString)
                        .findFirst());
    }

    private Stream<StateFolder> states() {
        return board.entries().stream().map(Board.Entry::state).distinct();
    }

    private static HealthCheckResponse answer(String name, Optional<String> reason) {
        return builder(name, reason).build();
    }

    private static HealthCheckResponseBuilder builder(String name, Optional<String> reason) {
        var answer = HealthCheckResponse.named(name).status(reason.isEmpty());
        reason.ifPresent(words -> answer.withData("reason", words));
        return answer;
    }
}
