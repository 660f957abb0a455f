package dev.berth.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.journal.Entry;
import dev.berth.journal.Journal;
import dev.berth.journal.Progress;
import dev.berth.plan.ClusterDecision;
import dev.berth.plan.ClusterPlanner;
import dev.berth.plan.Phase;
import dev.berth.plan.Plan;
import dev.berth.plan.PolicyWith;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArchiveTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Plan PLAN = plan("fingerprint");
    private static final Plan OTHER = plan("changed");

    private final MemoryRecords records = new MemoryRecords();

    @Test
    void asManyStayAsADeploymentKeepsOfItsRevisions() {
        IntStream.rangeClosed(1, 12).forEach(n -> wentBack(PLAN));

        assertThat(swept()).containsExactlyElementsOf(names(3, 12));
        assertThat(left()).containsExactlyElementsOf(names(3, 12));
    }

    @Test
    void theLastThatCameToItsEndStaysHoweverManyFailedSince() {
        ended(PLAN);
        ended(PLAN);
        IntStream.rangeClosed(3, 14).forEach(n -> wentBack(PLAN));

        assertThat(swept()).startsWith("shop-2", "shop-5").hasSize(11);
    }

    @Test
    void whatSoaksOrIsUnderWayStays() {
        arrived(PLAN);
        IntStream.rangeClosed(2, 13).forEach(n -> wentBack(PLAN));
        records.open(NOON, OTHER);

        assertThat(swept()).startsWith("shop-1", "shop-4").endsWith("shop-14").hasSize(12);
    }

    @Test
    void oneThatSoaksIsOverOnceALaterOneDidTheVerySame() {
        IntStream.rangeClosed(1, 13).forEach(n -> arrived(PLAN));

        assertThat(swept()).containsExactlyElementsOf(names(3, 13));
    }

    @Test
    void oneThatSoaksStaysBesideLaterOnesOfAnotherPlan() {
        arrived(OTHER);
        IntStream.rangeClosed(2, 13).forEach(n -> arrived(PLAN));

        assertThat(swept()).startsWith("shop-1", "shop-3").hasSize(12);
    }

    private List<String> swept() {
        return Archive.sweep(records, records.all()).stream().map(Journal::name).toList();
    }

    private List<String> left() {
        return records.all().stream().map(Journal::name).toList();
    }

    private static List<String> names(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(n -> "shop-" + n).toList();
    }

    private Journal arrived(Plan plan) {
        var journal = records.open(NOON, plan);
        plan.steps()
                .filter(step -> step.head().phase() != Phase.CLEAN_UP)
                .forEach(step -> journal.append(new Entry.Skipped(NOON, step.id())));
        assertThat(Progress.of(journal.entries()).standing()).isEqualTo(Progress.Standing.SOAKING);
        return journal;
    }

    private void ended(Plan plan) {
        arrived(plan).append(new Entry.Closed(NOON, "migrated"));
    }

    private void wentBack(Plan plan) {
        records.open(NOON, plan)
                .append(List.of(
                        new Entry.Failed(
                                NOON, plan.steps().findFirst().orElseThrow().id(), "planted"),
                        new Entry.Closed(NOON, "rolled back")));
    }

    private static Plan plan(String fingerprint) {
        var policy = PolicyWith.fingerprint(ClusterPolicy.SHOP, fingerprint);
        return ((ClusterDecision.Seen) ClusterPlanner.decide(policy, ClusterPolicy.facts("sql", 5432)))
                .plan()
                .orElseThrow();
    }
}
