package dev.berth.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.execute.sim.Quiet;
import dev.berth.journal.Entry;
import dev.berth.journal.Progress;
import dev.berth.journal.Progress.Standing;
import dev.berth.observe.ClusterFacts;
import dev.berth.plan.ClusterDecision;
import dev.berth.plan.ClusterPlanner;
import dev.berth.plan.PolicyWith;
import dev.berth.plan.Steering;
import dev.berth.policy.Policy;
import dev.berth.policy.Reading;
import dev.berth.policy.Soak;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A hostPort leaves nothing behind that would soak; only the way back stays open for a while. */
class PodSoakTest {
    private static final Instant MOVED = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration SOAK = Duration.ofHours(48);
    private static final String COMMIT =
            "commit to the template of StatefulSet/main: {name: db, ports: [{containerPort: 5432, protocol: TCP,"
                    + " hostPort: 7000}]}";

    private final MemoryRecords records = new MemoryRecords();
    private final Policy policy = PolicyWith.soak(
            PolicyWith.mode(ClusterPods.policy(List.of()), Policy.Mode.ENFORCE),
            new Soak(SOAK, Soak.Retire.WHEN_UNUSED));

    @BeforeEach
    void itHasMoved() {
        var plan = ((ClusterDecision.Seen) ClusterPlanner.decide(policy, facts(5432)))
                .plan()
                .orElseThrow();
        var journal = records.open(MOVED, plan);
        plan.steps().forEach(step -> {
            journal.append(new Entry.Began(MOVED, step.id()));
            journal.append(new Entry.Applied(MOVED, step.id(), ""));
        });
    }

    @Test
    void noOldPortIsWaitedForAndThePersonIsToldWhatToCommit() {
        var soaked = pass(MOVED.plusSeconds(10));

        assertThat(soaked.condition().orElseThrow().reason()).hasToString("NoOldPort");
        assertThat(soaked.condition().orElseThrow().message()).isEqualTo(COMMIT);
        assertThat(soaked.again()).contains(SOAK.minusSeconds(10));
        assertThat(standing()).isEqualTo(Standing.SOAKING);
    }

    @Test
    void onceItsTimeIsOverNothingGoesBack() {
        var soaked = pass(MOVED.plus(SOAK));

        assertThat(soaked.condition().orElseThrow().message()).isEqualTo(COMMIT);
        assertThat(standing()).isEqualTo(Standing.CLOSED);
    }

    private Soaked pass(Instant now) {
        var soak = new ClusterSoak(
                wanted -> facts(7000),
                service -> List.of(),
                service -> false,
                records,
                (migration, plan, step, evidence) -> new Nothing(),
                Clock.fixed(now, ZoneOffset.UTC),
                new Quiet(),
                () -> false);
        var found = new ClusterFinding(
                ClusterPlanner.decide(policy, facts(7000)),
                Past.of(records.all()),
                Steering.FREE,
                Optional.empty(),
                Optional.empty());
        return soak.pass(new Reading.Valid(List.of(policy)), found, Optional.empty());
    }

    private Standing standing() {
        return Progress.of(records.all().get(0).entries()).standing();
    }

    private static ClusterFacts facts(int hostPort) {
        return ClusterPods.facts(
                ClusterPods.template(ClusterPods.port(5432, Optional.of(hostPort), "berth")), List.of());
    }

    /** No step is left to do. */
    private record Nothing() implements Effect {
        @Override
        public boolean holds() {
            return false;
        }

        @Override
        public Attempt apply() {
            return Attempt.done();
        }

        @Override
        public Attempt undo() {
            return Attempt.done();
        }
    }
}
