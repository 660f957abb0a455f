package dev.berth.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.adapter.file.PlanJson;
import dev.berth.adapter.kube.Cluster;
import dev.berth.cycle.ClusterPolicy;
import dev.berth.cycle.Past;
import dev.berth.journal.Entry;
import dev.berth.journal.Journal;
import dev.berth.journal.TakenOver;
import dev.berth.journal.UnwritableJournal;
import dev.berth.plan.ClusterDecision;
import dev.berth.plan.ClusterPlanner;
import dev.berth.plan.Plan;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Journals that are PortMigrations of a real API server. */
@ExtendWith(Cluster.Given.class)
class ClusterRecordsIT {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456789Z");
    private static final Plan PLAN = ((ClusterDecision.Seen)
                    ClusterPlanner.decide(ClusterPolicy.SHOP, ClusterPolicy.facts("", 5432)))
            .plan()
            .orElseThrow();
    private static final List<Entry> ALL = List.of(
            new Entry.Began(NOON, "main/01-confirm-answer"),
            new Entry.Applied(NOON, "main/01-confirm-answer", "7713305094204944410"),
            new Entry.Skipped(NOON, "main/02-bridge-ports"),
            new Entry.Found(NOON, "main/03-settle-bridge", "all of it"),
            new Entry.Failed(NOON, "main/03-settle-bridge", "planted “ü”"),
            new Entry.Recalled(NOON, "asked by hand"),
            new Entry.Undone(NOON, "main/01-confirm-answer"),
            new Entry.Closed(NOON, "rolled back"));

    @Test
    void everyEntryIsReadAsItWasWritten(Cluster cluster) {
        var records = records(cluster, cluster.namespace());
        var journal = records.open(NOON, PLAN);
        ALL.forEach(journal::append);

        var read = records.all().get(0);

        assertThat(read.name()).isEqualTo("shop-1");
        assertThat(read.entries().subList(1, read.entries().size())).isEqualTo(ALL);
        assertThat(((Entry.Opened) read.entries().get(0)).plan()).isEqualTo(PLAN);
    }

    @Test
    void ofTwoWhoWriteTheSecondIsRefused(Cluster cluster) {
        var records = records(cluster, cluster.namespace());
        var first = records.open(NOON, PLAN);
        var second = records.all().get(0);
        first.append(ALL.get(0));

        assertThatThrownBy(() -> second.append(ALL.get(0)))
                .isInstanceOf(TakenOver.class)
                .hasMessageContaining("the object has been modified");
        assertThat(second.entries()).hasSize(1);
        assertThat(records.all().get(0).entries()).hasSize(2);
    }

    /** Though it comes late, and could see by then that the first has one. */
    @Test
    void ofTwoWhoReadTheSameTheSecondOpensNothing(Cluster cluster) {
        var namespace = cluster.namespace();
        var first = records(cluster, namespace);
        var second = records(cluster, namespace);
        assertThat(first.all()).isEmpty();
        assertThat(second.all()).isEmpty();
        first.open(NOON, PLAN);

        assertThatThrownBy(() -> second.open(NOON, PLAN))
                .isInstanceOf(UnwritableJournal.class)
                .hasMessageContaining("already exists");
        assertThat(records(cluster, namespace).all()).extracting(Journal::name).containsExactly("shop-1");
    }

    /** Who tries again without looking is told that his own first try was another's. */
    @Test
    void anAnswerThatIsLostIsNobodyElsesEntry(Cluster cluster) {
        try (var api = new LossyApi(cluster.client(), cluster.kubeconfig())) {
            var records = records(api.client(), cluster.namespace());
            var journal = records.open(NOON, PLAN);
            api.lose("PUT .*/status");

            journal.append(ALL.get(0));
            journal.append(ALL.get(1));

            assertThat(api.wasCut()).isTrue();

            assertThat(records.all().get(0).entries()).hasSize(3);
        }
    }

    /** Who makes it again without looking is told that the name is taken. */
    @Test
    void aMigrationWhoseAnswerIsLostIsOpenedAllTheSame(Cluster cluster) {
        try (var api = new LossyApi(cluster.client(), cluster.kubeconfig())) {
            var records = records(api.client(), cluster.namespace());
            api.lose("POST .*/portmigrations ");

            var journal = records.open(NOON, PLAN);
            journal.append(ALL.get(0));

            assertThat(api.wasCut()).isTrue();
            assertThat(records.all()).extracting(Journal::name).containsExactly("shop-1");
            assertThat(records.all().get(0).entries()).hasSize(2);
        }
    }

    @Test
    void whatIsForgottenIsGoneAndItsNameIsNotTakenAgain(Cluster cluster) {
        var records = records(cluster, cluster.namespace());
        var first = records.open(NOON, PLAN);
        records.open(NOON, PLAN);

        records.forget(first);

        assertThat(records.all()).extracting(Journal::name).containsExactly("shop-2");
        assertThat(records.open(NOON, PLAN).name()).isEqualTo("shop-3");
    }

    @Test
    void oneListingTellsHowFarTheMigrationsOfEveryPolicyCame(Cluster cluster) {
        var namespace = cluster.namespace();
        var records = records(cluster, namespace);
        IntStream.range(0, 11).forEach(n -> records.open(NOON, PLAN));
        records.all().get(10).append(ALL.get(0));
        var json = new PlanJson();

        var pasts = new ClusterPasts(cluster.client(), Set.of(namespace), json::plan).byPolicy();

        assertThat(pasts).containsExactly(Map.entry("one", Optional.of(Past.of(records.all()))));
        assertThat(pasts.values())
                .extracting(past -> past.orElseThrow().newest().orElseThrow().name())
                .containsExactly("shop-11");
    }

    @Test
    void whatCannotBeReadHidesThePastOfItsOwnPolicyAlone(Cluster cluster) {
        var namespace = cluster.namespace();
        var records = records(cluster, namespace);
        records.open(NOON, PLAN);
        var later = new Logbook(cluster.client(), namespace, "till", "two", plan -> "tides", text -> PLAN);
        new ClusterRecords(later).open(NOON, PLAN);
        var json = new PlanJson();

        var pasts = new ClusterPasts(cluster.client(), Set.of(namespace), json::plan).byPolicy();

        assertThat(pasts)
                .containsOnly(
                        Map.entry("one", Optional.of(Past.of(records.all()))), Map.entry("two", Optional.empty()));
    }

    @Test
    void namesCountUpForEachPolicy(Cluster cluster) {
        var namespace = cluster.namespace();
        records(cluster, namespace).open(NOON, PLAN);
        new ClusterRecords(book(cluster.client(), namespace, "shop-1", "another")).open(NOON, PLAN);

        records(cluster, namespace).open(NOON, PLAN);

        assertThat(records(cluster, namespace).all()).extracting(Journal::name).containsExactly("shop-1", "shop-2");
    }

    @Test
    void whatAnEarlierPolicyOfTheNameLeftIsNoneOfThisOne(Cluster cluster) {
        var namespace = cluster.namespace();
        new ClusterRecords(book(cluster.client(), namespace, "shop", "before")).open(NOON, PLAN);

        var journal = records(cluster, namespace).open(NOON, PLAN);

        assertThat(journal.name()).isEqualTo("shop-2");
        assertThat(records(cluster, namespace).all()).extracting(Journal::name).containsExactly("shop-2");
    }

    @Test
    void rehearsalsAreNoMigrations(Cluster cluster) {
        var namespace = cluster.namespace();
        var rehearsals = new ClusterRehearsals(book(cluster.client(), namespace, "shop", "one"));
        rehearsals.open(NOON, PLAN, PLAN.hash()).append(new Entry.Closed(NOON, "rehearsed forth and back: "));

        records(cluster, namespace).open(NOON, PLAN);

        assertThat(records(cluster, namespace).all()).extracting(Journal::name).containsExactly("shop-1");
        assertThat(rehearsals.all()).singleElement().satisfies(kept -> {
            assertThat(kept.plan()).isEqualTo(PLAN.hash());
            assertThat(kept.journal().name()).isEqualTo("shop.rehearsal-1");
            assertThat(kept.journal().entries()).hasSize(2);
        });
    }

    /** Until it is over, its half-done move is to be ended by whoever can read it. */
    @Test
    void aMigrationThatCannotBeReadCountsUntilItIsOver(Cluster cluster) {
        var namespace = cluster.namespace();
        var journal = records(cluster, namespace).open(NOON, PLAN);
        var records = new ClusterRecords(illiterate(cluster, namespace));
        assertThatThrownBy(records::all).isInstanceOf(UnreadableMigration.class);

        journal.append(new Entry.Closed(NOON, "rolled back"));

        assertThat(records.all()).isEmpty();
        assertThat(records.open(NOON, PLAN).name()).isEqualTo("shop-2");
    }

    @Test
    void aRehearsalThatCannotBeReadIsLeftOut(Cluster cluster) {
        var namespace = cluster.namespace();
        new ClusterRehearsals(book(cluster.client(), namespace, "shop", "one")).open(NOON, PLAN, PLAN.hash());

        assertThat(new ClusterRehearsals(illiterate(cluster, namespace)).all()).isEmpty();
    }

    /** The journal of a migration holds 500 entries, so three of them are raced for. */
    @Test
    void ofThoseWhoRaceForOneResourceOneWinsEachTime(Cluster cluster) throws Exception {
        var races = 0;
        for (int migration = 1; races < 1000; migration++) {
            var namespace = cluster.namespace();
            records(cluster, namespace).open(NOON, PLAN);

            var race = new Race(records(cluster, namespace), 2, 334).run();

            assertThat(race.wins()).isEqualTo(334);
            assertThat(race.losses()).isPositive();
            assertThat(records(cluster, namespace).all().get(0).entries().stream()
                            .skip(1)
                            .map(entry -> entry.about().orElseThrow()))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 334).mapToObj(n -> "round/" + n).toList());
            races += 334;
        }
    }

    private static ClusterRecords records(Cluster cluster, String namespace) {
        return records(cluster.client(), namespace);
    }

    private static ClusterRecords records(KubernetesClient client, String namespace) {
        return new ClusterRecords(book(client, namespace, "shop", "one"));
    }

    /** The same book for who can read no plan. */
    private static Logbook illiterate(Cluster cluster, String namespace) {
        var json = new PlanJson();
        return new Logbook(cluster.client(), namespace, "shop", "one", json::text, text -> {
            throw new IllegalArgumentException("unknown");
        });
    }

    private static Logbook book(KubernetesClient client, String namespace, String policy, String uid) {
        var json = new PlanJson();
        return new Logbook(client, namespace, policy, uid, json::text, json::plan);
    }
}
