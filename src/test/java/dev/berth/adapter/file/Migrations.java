package dev.berth.adapter.file;

import dev.berth.journal.Entry;
import dev.berth.plan.Plan;
import dev.berth.policy.DockerTarget;
import dev.berth.policy.Rollback;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Plans and entries for tests that care about the file alone. */
final class Migrations {
    static final Instant AT = Instant.parse("2026-02-03T04:05:06Z");

    private Migrations() {}

    static Plan plan(String policy) {
        return new Plan(
                policy,
                "default",
                "f00d",
                "/srv/stack",
                Optional.of(new DockerTarget(
                        "unix:///var/run/docker.sock", "stack", List.of("docker-compose.yml"), ".env")),
                new Rollback(Rollback.Scope.POLICY, Duration.ofMinutes(5)),
                List.of(),
                List.of(),
                "cafe");
    }

    static Entry began(int number) {
        return new Entry.Began(AT.plusSeconds(number), "step-" + number);
    }
}
