package dev.berth.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.cycle.ClusterClients;
import dev.berth.cycle.ClusterPolicy;
import dev.berth.execute.Outcome;
import dev.berth.journal.Entry;
import dev.berth.journal.Progress;
import dev.berth.plan.Bar;
import dev.berth.plan.ClusterDecision;
import dev.berth.plan.ClusterPlanner;
import dev.berth.plan.Decision;
import dev.berth.plan.Protection;
import dev.berth.plan.ServiceBerth;
import dev.berth.plan.Steering;
import dev.berth.plan.Stray;
import dev.berth.policy.Mark;
import dev.berth.policy.Policy.Mode;
import dev.berth.policy.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterConditionsTest {
    private static final Protection ABSENT =
            new Protection(Protection.Guard.ABSENT, "the guard is not installed", List.of());

    private static final ServiceBerth MOORED = new ServiceBerth("cache.redis", 7001, new ServiceBerth.Moored());
    private static final ServiceBerth ELSEWHERE = new ServiceBerth("main.sql", 7000, new ServiceBerth.Elsewhere(5432));
    private static final Decision.Refusal REASON = new Decision.Refusal("shop", "outside the window", "wait");
    private static final Bar MISSING =
            new Bar(Bar.Kind.MISSING, new Decision.Refusal("main.sql", "there is no Service main", "make it"));

    @Test
    void aPolicyWhoseBerthsAreAllMooredIsReady() {
        var conditions = lines(seen(Mode.ENFORCE, MOORED));

        assertThat(conditions)
                .containsExactly(
                        "Ready True InSync every database is in its berth",
                        "Stalled False InSync ",
                        "Reconciling False NoMigration ",
                        "RolledBack False NoMigration ",
                        "Waiting False NothingWaits ",
                        "Protected False NotGuarded the guard is not installed (docs/guard.md)");
    }

    @Test
    void aPendingMoveIsToldWithItsPorts() {
        var conditions = lines(seen(Mode.PLAN, MOORED, ELSEWHERE));

        assertThat(conditions)
                .contains("Ready False ChangesPending main.sql 5432 → 7000", "Stalled False ChangesPending ");
    }

    @Test
    void aBarredBerthStallsThePolicy() {
        var barred = new ServiceBerth("main.sql", 7000, new ServiceBerth.Barred(MISSING));

        var conditions = lines(seen(Mode.OBSERVE, MOORED, barred));

        assertThat(conditions)
                .contains(
                        "Ready False Missing main.sql: there is no Service main — make it",
                        "Stalled True Missing main.sql: there is no Service main — make it");
    }

    @Test
    void aClientThatCannotFollowStallsThePolicy() {
        var bar = new Bar(Bar.Kind.CONFLICTING, new Decision.Refusal("web", "another writes it", "ask there"));

        var conditions = lines(
                new ClusterDecision.Seen(Mode.ENFORCE, List.of(MOORED), Optional.empty(), List.of(bar), List.of()));

        assertThat(conditions)
                .contains(
                        "Ready False Conflicting web: another writes it — ask there",
                        "Stalled True Conflicting web: another writes it — ask there");
    }

    @Test
    void valuesThatChangeAreTold() {
        var facts = ClusterClients.facts(ClusterClients.holders(5432), "sql", 5432, "sql-7000", 7000);

        var conditions = lines(ClusterPlanner.decide(ClusterClients.policy(), facts));

        assertThat(conditions)
                .anyMatch(line -> line.startsWith("Ready False ChangesPending ConfigMap/web DB_PORT “5432” → “7000”,"
                        + " Secret/web URL “@main:5432/” → “@main:7000/”, 1 time, "));
    }

    @Test
    void everyViolationOfAnInvalidPolicyIsTold() {
        var violation = new Violation(new Mark("shop/shop", 1), "spec.soak.period", "9y", "a duration");

        var conditions = lines(new ClusterDecision.Invalid(List.of(violation, violation)));

        assertThat(conditions)
                .contains("Stalled True InvalidPolicy spec.soak.period: “9y” — a duration;"
                        + " spec.soak.period: “9y” — a duration");
    }

    @Test
    void aPolicyWhosePortsAreThereIsNotReadyWhileItsMigrationIsHalfDone() {
        var plan = ((ClusterDecision.Seen) ClusterPlanner.decide(ClusterPolicy.SHOP, ClusterPolicy.facts("", 5432)))
                .plan()
                .orElseThrow();
        var progress = Progress.of(List.of(new Entry.Opened(Instant.EPOCH, plan)));

        var conditions = ClusterConditions.of(
                seen(Mode.ENFORCE, MOORED), Optional.of(progress), Steering.FREE, Optional.empty(), ABSENT);

        assertThat(conditions)
                .extracting(condition -> condition.type() + "=" + condition.status() + " " + condition.reason())
                .contains(
                        "Ready=False MigrationUnderWay",
                        "Stalled=False MigrationUnderWay",
                        "Reconciling=True MigrationUnderWay");
    }

    @Test
    void whatWaitsIsToldWithWhatWouldLiftIt() {
        var conditions =
                lines(seen(Mode.ENFORCE, ELSEWHERE), new Steering(List.of(REASON), Optional.empty(), Optional.empty()));

        assertThat(conditions)
                .contains(
                        "Ready False ChangesPending main.sql 5432 → 7000",
                        "Waiting True ChangesWait shop: outside the window — wait");
    }

    @Test
    void aSuspendedPolicySaysSoThoughNothingIsPending() {
        var conditions =
                lines(seen(Mode.ENFORCE, MOORED), new Steering(List.of(), Optional.of(REASON), Optional.empty()));

        assertThat(conditions)
                .contains(
                        "Ready True InSync every database is in its berth",
                        "Waiting True Suspended shop: outside the window — wait");
    }

    @Test
    void aWishThatCannotBeHeededIsToldWhereItsAnswerWouldBe() {
        var conditions =
                lines(seen(Mode.ENFORCE, MOORED), new Steering(List.of(), Optional.empty(), Optional.of(REASON)));

        assertThat(conditions).contains("RolledBack False Refused shop: outside the window — wait");
    }

    @Test
    void aWayBackThatIsStuckStallsThePolicy() {
        var stuck = new Outcome.Stuck("main/04-add-ports", List.of("main/04-add-ports"), "no answer");

        var conditions = ClusterConditions.of(
                seen(Mode.ENFORCE, ELSEWHERE), Optional.empty(), Steering.FREE, Optional.of(stuck), ABSENT);

        assertThat(line(conditions.get(1)))
                .isEqualTo(
                        "Stalled True Stuck neither on nor back at main/04-add-ports: no answer — lift that; it is tried"
                                + " again every minute");
    }

    private static ClusterDecision seen(Mode mode, ServiceBerth... berths) {
        return new ClusterDecision.Seen(mode, List.of(berths), Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ABSENT   | nobody              | False NotGuarded nobody (docs/guard.md)",
                "BLIND    | no namespace        | False Unregistered the guard goes by the register as it was written last, or lets everything pass where there is none: no namespace",
                "WARNING  | ''                  | False OnlyWarned the guard warns and refuses nothing (docs/guard.md)",
                "REFUSING | ''                  | True NoStray "
            })
    void howWellItIsProtectedIsTold(Protection.Guard guard, String particulars, String told) {
        var protection = new Protection(guard, particulars, List.of());

        assertThat(lines(seen(Mode.PLAN, MOORED), protection))
                .element(5)
                .asString()
                .startsWith("Protected " + told);
    }

    @Test
    void straysAreToldWithWhatTheGuardDoes() {
        var strays = List.of(new Stray(7042, "Service web"), new Stray(7043, "Pod web-0"));

        assertThat(lines(seen(Mode.PLAN, MOORED), new Protection(Protection.Guard.REFUSING, "", strays)))
                .element(5)
                .isEqualTo("Protected False StrayFound 7042 (Service web), 7043 (Pod web-0)");
        assertThat(lines(seen(Mode.PLAN, MOORED), new Protection(Protection.Guard.WARNING, "", strays)))
                .element(5)
                .isEqualTo("Protected False StrayFound 7042 (Service web), 7043 (Pod web-0);"
                        + " the guard warns and refuses nothing (docs/guard.md)");
    }

    @Test
    void ofManyStraysSomeAreNamed() {
        var strays = IntStream.range(7000, 7100)
                .mapToObj(port -> new Stray(port, "Service web"))
                .toList();

        assertThat(lines(seen(Mode.PLAN, MOORED), new Protection(Protection.Guard.REFUSING, "", strays)))
                .element(5)
                .asString()
                .endsWith("7018 (Service web), 7019 (Service web) and 80 more");
    }

    private static List<String> lines(ClusterDecision decision) {
        return lines(decision, Steering.FREE, ABSENT);
    }

    private static List<String> lines(ClusterDecision decision, Steering steering) {
        return lines(decision, steering, ABSENT);
    }

    private static List<String> lines(ClusterDecision decision, Protection protection) {
        return lines(decision, Steering.FREE, protection);
    }

    private static List<String> lines(ClusterDecision decision, Steering steering, Protection protection) {
        return ClusterConditions.of(decision, Optional.empty(), steering, Optional.empty(), protection).stream()
                .map(ClusterConditionsTest::line)
                .toList();
    }

    private static String line(Condition condition) {
        return String.join(
                " ", condition.type(), condition.status(), condition.reason().name(), condition.message());
    }
}
