package dev.berth.app;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** Whether the daemon lives, has begun, and can do what it is there for; each looked at when asked. */
@Singleton
final class Health {
    private final Station station;

    Health(Station station) {
        this.station = station;
    }

    @Produces
    @Singleton
    @Liveness
    HealthCheck loop() {
        return () -> answer("loop", station.halted());
    }

    @Produces
    @Singleton
    @Startup
    HealthCheck firstRound() {
        return () -> answer("first round", station.unbegun());
    }

    @Produces
    @Singleton
    @Readiness
    HealthCheck readiness() {
        return () -> {
            var reasons = station.unready();
            var answer = HealthCheckResponse.named("policies are kept").status(reasons.isEmpty());
            station.told().forEach(answer::withData);
            reasons.forEach(answer::withData);
            return answer.build();
        };
    }

    private static HealthCheckResponse answer(String name, Optional<String> reason) {
        var answer = HealthCheckResponse.named(name).status(reason.isEmpty());
        reason.ifPresent(words -> answer.withData("reason", words));
        return answer.build();
    }
}
