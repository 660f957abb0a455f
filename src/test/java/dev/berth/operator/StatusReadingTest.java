package dev.berth.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.cycle.ClusterFinding;
import dev.berth.cycle.Past;
import dev.berth.cycle.Rehearsed;
import dev.berth.cycle.Soaked;
import dev.berth.operator.LastStable.Place;
import dev.berth.plan.ClusterDecision;
import dev.berth.plan.Protection;
import dev.berth.plan.ServiceBerth;
import dev.berth.plan.Steering;
import dev.berth.policy.Policy;
import dev.berth.report.Condition;
import dev.berth.report.RehearsedPlan;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StatusReadingTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Condition REHEARSED = RehearsedPlan.passed("abc", "shop.rehearsal-1", NOON);
    private static final ClusterDecision MOORED = seen(new ServiceBerth.Moored());
    private static final ClusterDecision ELSEWHERE = seen(new ServiceBerth.Elsewhere(5432));

    @Test
    void whereTheBerthsWereWhenAllWasWellIsKept() {
        var ready = read(MOORED, null, NOON);

        var pending = read(ELSEWHERE, ready, NOON.plusSeconds(60));

        assertThat(pending.lastStable())
                .isEqualTo(new LastStable(1L, "2026-03-01T12:00:00Z", List.of(new Place("main.sql", 7000))));
    }

    @Test
    void whatWasNeverReadyHasNothingToGoBackTo() {
        assertThat(read(ELSEWHERE, null, NOON).lastStable()).isNull();
    }

    @Test
    void whereNothingChangedTheStatusIsTheSame() {
        var ready = read(MOORED, null, NOON);

        assertThat(read(MOORED, ready, NOON.plusSeconds(60))).isEqualTo(ready);
    }

    @Test
    void whatIsSaidOfARehearsalStaysUntilSomebodyLooksAgain() {
        var said = read(ELSEWHERE, null, NOON, rehearsed(Optional.of(List.of(REHEARSED))));

        var unlooked = read(ELSEWHERE, said, NOON, Rehearsed.UNKNOWN);
        var unwanted = read(ELSEWHERE, unlooked, NOON, rehearsed(Optional.of(List.of())));

        assertThat(types(unlooked)).contains("Rehearsed");
        assertThat(types(unwanted)).doesNotContain("Rehearsed");
    }

    private static Rehearsed rehearsed(Optional<List<Condition>> said) {
        return new Rehearsed(said, List.of(), Optional.empty(), Optional.empty());
    }

    private static List<String> types(PolicyStatus status) {
        return Objects.requireNonNull(status.conditions()).stream()
                .map(io.fabric8.kubernetes.api.model.Condition::getType)
                .toList();
    }

    private static PolicyStatus read(ClusterDecision decision, @Nullable PolicyStatus before, Instant now) {
        return read(decision, before, now, Rehearsed.UNKNOWN);
    }

    private static PolicyStatus read(
            ClusterDecision decision, @Nullable PolicyStatus before, Instant now, Rehearsed rehearsed) {
        var policy = new DatabasePortPolicy();
        policy.setMetadata(new ObjectMetaBuilder().withGeneration(1L).build());
        return new StatusReading(policy, before, now)
                .of(new Pass(
                        new ClusterFinding(decision, Past.NONE, Steering.FREE, Optional.empty(), Optional.empty()),
                        Soaked.UNKNOWN,
                        rehearsed,
                        new Protection(Protection.Guard.REFUSING, "", List.of())));
    }

    private static ClusterDecision seen(ServiceBerth.Standing standing) {
        return new ClusterDecision.Seen(
                Policy.Mode.ENFORCE, List.of(new ServiceBerth("main.sql", 7000, standing)), Optional.empty());
    }
}
