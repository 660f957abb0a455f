package dev.berth.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.plan.Decision.Refusal;
import dev.berth.policy.Policy;
import dev.berth.policy.Rollout;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {
    private static final Instant NOW = Instant.parse("2026-01-05T20:00:00Z");
    private static final String NAME = "research-stack";

    private final GoldenCase situation = GoldenCase.named("single-variable");
    private final Plan plan = situation.plan();
    private Policy policy = situation.policy();

    @Test
    void aPolicyWithoutConditionsLetsItsPlanRun() {
        assertThat(check(Optional.empty(), false)).isEmpty();
    }

    @Test
    void aPolicyThatObservesMovesNothing() {
        policy = PolicyWith.mode(policy, Policy.Mode.OBSERVE);

        assertThat(check(Optional.of(plan.hash()), true))
                .containsExactly(
                        new Refusal(NAME, "mode is Observe: this policy only reports", "mode: Plan or Enforce"));
    }

    @Test
    void aPolicyThatPlansWantsAnApproval() {
        policy = PolicyWith.mode(policy, Policy.Mode.PLAN);

        assertThat(check(Optional.empty(), false))
                .containsExactly(new Refusal(NAME, "the plan wants an approval", "--approve " + plan.hash()));
        assertThat(check(Optional.of(plan.hash()), false)).isEmpty();
    }

    @Test
    void aRolloutMayWantAnApproval() {
        policy = PolicyWith.rollout(policy, new Rollout(List.of(), Optional.empty(), true, false));

        assertThat(check(Optional.empty(), false))
                .containsExactly(new Refusal(NAME, "the plan wants an approval", "--approve " + plan.hash()));
    }

    @Test
    void aRolloutMayWantARehearsal() {
        policy = PolicyWith.rollout(policy, new Rollout(List.of(), Optional.empty(), false, true));

        assertThat(check(Optional.empty(), false))
                .containsExactly(new Refusal(NAME, "this plan was not rehearsed", "berth rehearse"));
        assertThat(check(Optional.empty(), true)).isEmpty();
    }

    @Test
    void whatOtherTiersHaveAgainstItCountsToo() {
        var reason = new Refusal(NAME, "waits for dev/shop", "wait");

        assertThat(Gate.check(policy, plan, NOW, Optional.empty(), false, List.of(reason)))
                .containsExactly(reason);
    }

    @Test
    void aClosedWindowNamesItsDaysInOrder() {
        policy = within("UTC", "01:00", "02:00", DayOfWeek.SUNDAY, DayOfWeek.MONDAY, DayOfWeek.SATURDAY);

        assertThat(check(Optional.empty(), false))
                .containsExactly(new Refusal(
                        NAME,
                        "outside the window [MONDAY, SATURDAY, SUNDAY] 01:00–02:00 UTC",
                        "wait for it, from 2026-01-10T01:00:00Z on, or change rollout.window"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-05T19:59:59Z,false",
        "2026-01-05T20:00:00Z,true",
        "2026-01-05T21:59:59Z,true",
        "2026-01-05T22:00:00Z,false",
        "2026-01-06T20:00:00Z,false"
    })
    void aWindowIsOpenFromItsStartUpToItsEnd(Instant at, boolean open) {
        policy = within("UTC", "20:00", "22:00", DayOfWeek.MONDAY);

        assertThat(Gate.check(policy, plan, at, Optional.empty(), false, List.of())
                        .isEmpty())
                .isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-05T01:00:00Z,false",
        "2026-01-05T22:00:00Z,true",
        "2026-01-06T01:59:59Z,true",
        "2026-01-06T02:00:00Z,false",
        "2026-01-06T23:00:00Z,false"
    })
    void aWindowPastMidnightBelongsToTheDayOfItsEvening(Instant at, boolean open) {
        policy = within("UTC", "22:00", "02:00", DayOfWeek.MONDAY);

        assertThat(Gate.check(policy, plan, at, Optional.empty(), false, List.of())
                        .isEmpty())
                .isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-22T02:30:00Z,true",
        "2026-03-22T01:30:00Z,false",
        "2026-03-29T01:30:00Z,true",
        "2026-03-29T02:30:00Z,false",
        "2026-10-25T02:30:00Z,true"
    })
    void aWindowFollowsTheClocksOfItsZone(Instant at, boolean open) {
        policy = within("Europe/Berlin", "03:00", "04:00", DayOfWeek.SUNDAY);

        assertThat(Gate.check(policy, plan, at, Optional.empty(), false, List.of())
                        .isEmpty())
                .isEqualTo(open);
    }

    private Policy within(String zone, String from, String to, DayOfWeek... days) {
        var window = new Rollout.Window(Set.of(days), LocalTime.parse(from), LocalTime.parse(to), ZoneId.of(zone));
        return PolicyWith.rollout(policy, new Rollout(List.of(), Optional.of(window), false, false));
    }

    private List<Refusal> check(Optional<String> approved, boolean rehearsed) {
        return Gate.check(policy, plan, NOW, approved, rehearsed, List.of());
    }
}
