package dev.berth.adapter.docker;

import dev.berth.policy.Band;
import dev.berth.policy.Database;
import dev.berth.policy.DockerTarget;
import dev.berth.policy.EngineKind;
import dev.berth.policy.Hold;
import dev.berth.policy.Mark;
import dev.berth.policy.Policy;
import dev.berth.policy.Rollback;
import dev.berth.policy.Rollout;
import dev.berth.policy.Soak;
import dev.berth.policy.Verification;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Policies as small as a look at Docker needs them. */
final class Policies {
    private Policies() {}

    static Policy of(Path folder, DockerTarget target, String service) {
        return of(folder, target, service, new Database.Runner.Service(service));
    }

    static Policy of(Path folder, DockerTarget target, String name, Database.Runner runner) {
        var mark = new Mark("policy.yaml", 1);
        var database =
                new Database(name, EngineKind.REDIS, runner, List.of(), Optional.empty(), Optional.empty(), mark);
        return new Policy(
                "p",
                "n",
                mark,
                folder.toString(),
                "f",
                Policy.Mode.ENFORCE,
                Band.DEFAULTS,
                target,
                List.of(database),
                List.of(),
                Optional.empty(),
                Rollout.FREE,
                new Hold(Hold.Mode.NEVER, Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1)),
                Optional.empty(),
                new Verification(Verification.Fingerprint.OFF, 50),
                new Soak(Duration.ofDays(7), Soak.Retire.ON_APPROVAL),
                new Rollback(Rollback.Scope.BERTH, Duration.ofMinutes(5)),
                List.of());
    }
}
