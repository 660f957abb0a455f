package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.adapter.docker.Connections;
import dev.berth.adapter.docker.Limits;
import dev.berth.adapter.file.StateFolder;
import dev.berth.execute.Attempt;
import dev.berth.plan.GoldenCase;
import dev.berth.plan.PolicyWith;
import dev.berth.plan.TakeBackup;
import dev.berth.policy.Policy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SitesTest {
    private static final GoldenCase SITUATION = GoldenCase.named("backup-first");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aBackupGoesBackThoughThePolicyNoLongerWantsAny() {
        var later = PolicyWith.backup(SITUATION.policy(), Optional.empty());

        assertThat(takenBack(later)).isEqualTo(Attempt.done());
    }

    @Test
    void aBackupGoesBackThoughThePolicyNoLongerHasItsDatabase() {
        var later = PolicyWith.databases(SITUATION.policy(), List.of(), List.of());

        assertThat(takenBack(later)).isEqualTo(Attempt.done());
    }

    private Attempt takenBack(Policy later) {
        var clock = Clock.fixed(Instant.parse("2026-11-28T03:00:00Z"), ZoneOffset.UTC);
        var plan = SITUATION.plan();
        var step = plan.steps(TakeBackup.class).findFirst().orElseThrow();
        try (var docker = new Connections(Limits.DEFAULTS)) {
            return new Sites(Map.of(), clock, () -> false, docker, UnaryOperator.identity())
                    .site(new StateFolder(folder), later, List.of(later))
                    .effects()
                    .of("research-stack-1", plan, step, Map.of())
                    .undo();
        }
    }
}
