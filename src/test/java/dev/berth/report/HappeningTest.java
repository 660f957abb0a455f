package dev.berth.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.execute.Outcome;
import dev.berth.report.Condition.Reason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HappeningTest {
    private static final List<Condition> READY = conditions(Reason.InSync, false, "every database is in its berth");
    private static final List<Condition> PENDING = conditions(Reason.ChangesPending, false, "main.sql 5432 → 7000");
    private static final List<Condition> STALLED = conditions(Reason.Missing, true, "there is no Service main");

    @Test
    void aPolicyThatBecomesReadyIsInSync() {
        assertThat(between(PENDING, READY)).containsExactly("InSync every database is in its berth");
    }

    @Test
    void whatStaysAsItIsIsNoNews() {
        assertThat(between(READY, READY)).isEmpty();
        assertThat(between(STALLED, STALLED)).isEmpty();
    }

    @Test
    void aReadyPolicyThatIsNoLongerSoDrifted() {
        assertThat(between(READY, PENDING)).containsExactly("Drift main.sql 5432 → 7000");
    }

    @Test
    void aChangedPolicyThatIsNotReadyYetDidNotDrift() {
        assertThat(Happening.between(READY, PENDING, false)).isEmpty();
    }

    @Test
    void aPolicyStallsForEachNewReason() {
        var other = conditions(Reason.Missing, true, "no port of Service main leads to 5432");

        assertThat(between(STALLED, other)).containsExactly("Stalled Missing: no port of Service main leads to 5432");
    }

    @Test
    void aPolicyThatIsInSyncFromTheStartIsNoNews() {
        assertThat(between(List.of(), READY)).isEmpty();
    }

    @Test
    void aNewPolicyHasNothingBefore() {
        assertThat(between(List.of(), STALLED)).containsExactly("Stalled Missing: there is no Service main");
    }

    @Test
    void straysAreToldWhereTheyAreOthers() {
        var one = strays("7042 (Service web)");
        var two = strays("7042 (Service web), 7043 (Pod old-0)");

        assertThat(between(READY, one)).containsExactly("StrayFound 7042 (Service web)");
        assertThat(between(one, one)).isEmpty();
        assertThat(between(one, two)).containsExactly("StrayFound 7042 (Service web), 7043 (Pod old-0)");
        assertThat(between(two, READY)).isEmpty();
    }

    @Test
    void howAMigrationEndedIsTold() {
        assertThat(Happening.of("shop-1", new Outcome.RolledBack("pg/07-await-answer", "planted")))
                .contains(new Happening(Happening.Kind.RolledBack, "shop-1: planted (pg/07-await-answer)"));
        assertThat(Happening.of("shop-1", new Outcome.Left("pg/07-await-answer")))
                .isEmpty();
    }

    @Test
    void howARehearsalEndedIsTold() {
        assertThat(Happening.rehearsed("abc", "shop.rehearsal-1", ""))
                .isEqualTo(new Happening(
                        Happening.Kind.Rehearsed, "shop.rehearsal-1: plan abc went forth and back on copies"));
        assertThat(Happening.rehearsed("abc", "", "planted"))
                .isEqualTo(new Happening(Happening.Kind.RehearsalFailed, "plan abc: planted"));
    }

    /** Of a policy that is Ready. */
    private static List<Condition> strays(String named) {
        var conditions = new ArrayList<>(READY);
        conditions.add(new Condition("Protected", false, Reason.StrayFound, named));
        return conditions;
    }

    private static List<String> between(List<Condition> before, List<Condition> now) {
        return Happening.between(before, now, true).stream()
                .map(happening -> happening.kind() + " " + happening.note())
                .toList();
    }

    private static List<Condition> conditions(Reason reason, boolean stalled, String message) {
        return List.of(
                new Condition("Ready", reason == Reason.InSync, reason, message),
                new Condition("Stalled", stalled, reason, stalled ? message : ""));
    }
}
