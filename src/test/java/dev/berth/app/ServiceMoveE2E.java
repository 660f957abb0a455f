package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.adapter.kube.Node;
import dev.berth.adapter.kube.PolicyText;
import dev.berth.adapter.kube.ServiceEffects;
import dev.berth.adapter.net.ProbeEffects;
import dev.berth.adapter.net.ProcHost;
import dev.berth.engine.Engines;
import dev.berth.engine.Login;
import dev.berth.execute.Attempt;
import dev.berth.execute.Effects;
import dev.berth.execute.Executor;
import dev.berth.execute.Outcome;
import dev.berth.execute.sim.MemoryJournal;
import dev.berth.execute.sim.Points;
import dev.berth.execute.sim.Quiet;
import dev.berth.plan.Plan;
import dev.berth.plan.ProbeStep;
import dev.berth.plan.ServiceStep;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A PostgreSQL of a cluster gets its protected port while clients come and go, and gives it up again. */
@Tag("alone")
@Timeout(180)
class ServiceMoveE2E {
    private static final PolicyText POLICY = PolicyText.of("pg");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "iptables | {port: 5432}                             | sql-5432 5432, sql-7000 7000 | 5432",
                "nftables | {port: 5432, targetPort: postgres}       | sql-5432 5432, sql-7000 7000 | 5432",
                "iptables | {name: db, port: 5432, targetPort: 5432} | db 5432, sql-7000 7000       | db 5432"
            })
    void nobodyNoticesThatAPortComesAndGoes(String proxy, String port, String after, String before) {
        try (var node = PostgresPod.alone(proxy, port)) {
            var journal = new MemoryJournal(new Points(), plan(node));
            try (var visitors = new ServiceVisitors(node.address("pg"), 5432)) {
                visitors.awaitMore();

                var forth = executor(node).run(journal);
                assertThat(forth).isInstanceOf(Outcome.Migrated.class);
                assertThat(node.ports("pg")).containsExactlyInAnyOrder(after.split(", "));
                try (var early = new ServiceVisitors(node.address("pg"), 7000)) {
                    early.awaitMore();
                    assertThat(early.failed()).isEmpty();
                }
                var back = executor(node).recall(journal, "asked by hand");

                assertThat(back).isInstanceOf(Outcome.RolledBack.class);
                visitors.awaitMore();
                assertThat(visitors.failed()).isEmpty();
            }
            assertThat(node.ports("pg")).containsExactly(before);
            assertThat(node.slices("pg")).hasSize(1);
        }
    }

    @Test
    @Tag("slow")
    void withoutABridgeClientsAreRefused() {
        try (var node = PostgresPod.alone("iptables", "{port: 5432}");
                var visitors = new ServiceVisitors(node.address("pg"), 5432)) {
            visitors.awaitMore();

            // Whether a proxy looks within that moment is chance, so it has several.
            var adding = new ServiceEffects(node.client(), Optional::empty).of("shop", added(plan(node)));
            await().pollDelay(Duration.ofSeconds(3))
                    .pollInterval(Duration.ofSeconds(3))
                    .atMost(Duration.ofSeconds(90))
                    .until(() -> {
                        assertThat(adding.holds() ? adding.undo() : adding.apply())
                                .isInstanceOf(Attempt.Done.class);
                        return !visitors.failed().isEmpty();
                    });
            assertThat(visitors.failed()).anyMatch(failure -> failure.contains("refused"));
        }
    }

    @Test
    void atItsEndTheOldPortIsGoneAndTheNewOneStays() {
        try (var node = PostgresPod.alone("nftables", "{port: 5432}")) {
            var journal = new MemoryJournal(new Points(), plan(node));
            executor(node).run(journal);
            try (var visitors = new ServiceVisitors(node.address("pg"), 7000)) {
                visitors.awaitMore();

                var end = executor(node).finish(journal);

                assertThat(end).isInstanceOf(Outcome.Migrated.class);
                visitors.awaitMore();
                assertThat(visitors.failed()).isEmpty();
            }
            assertThat(node.ports("pg")).containsExactly("sql-7000 7000");
        }
    }

    private static Plan plan(Node node) {
        return POLICY.decided(node.client(), "default").plan().orElseThrow();
    }

    private static ServiceStep added(Plan plan) {
        return plan.steps()
                .filter(ServiceStep.AddPorts.class::isInstance)
                .map(ServiceStep.AddPorts.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static Executor executor(Node node) {
        var services = new ServiceEffects(node.client(), Optional::empty);
        var probes = new ProbeEffects(
                Engines.supported(),
                (credentials, root) -> Login.NONE,
                new ProcHost(java.nio.file.Path.of("/proc")),
                Clock.systemUTC(),
                () -> false);
        Effects effects = (migration, plan, step, evidence) -> step instanceof ServiceStep service
                ? services.of(plan.policy(), service)
                : probes.of(plan, (ProbeStep) step, evidence);
        return new Executor(effects, Clock.systemUTC(), () -> false, new Quiet());
    }
}
