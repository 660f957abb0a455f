package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.adapter.kube.Node;
import dev.berth.adapter.kube.PolicyObjects;
import dev.berth.adapter.kube.ServiceEffects;
import dev.berth.adapter.kube.ServiceSource;
import dev.berth.adapter.net.ProbeEffects;
import dev.berth.adapter.net.ProcHost;
import dev.berth.engine.Engines;
import dev.berth.engine.Login;
import dev.berth.execute.Effects;
import dev.berth.execute.Executor;
import dev.berth.execute.Outcome;
import dev.berth.execute.sim.MemoryJournal;
import dev.berth.execute.sim.Points;
import dev.berth.execute.sim.Quiet;
import dev.berth.observe.Observation;
import dev.berth.plan.ClusterDecision;
import dev.berth.plan.ClusterPlanner;
import dev.berth.plan.Plan;
import dev.berth.plan.ProbeStep;
import dev.berth.plan.ServiceMoves;
import dev.berth.plan.ServiceStep;
import dev.berth.policy.Policy;
import dev.berth.policy.Reading;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A PostgreSQL of a cluster gets its protected port while clients come and go, and gives it up again. */
@Timeout(180)
class ServiceMoveE2E {
    private static final String DATABASE = """
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: pg}
            spec:
              serviceName: pg
              selector: {matchLabels: {app: pg}}
              template:
                metadata: {labels: {app: pg}}
                spec:
                  terminationGracePeriodSeconds: 2
                  containers:
                    - name: pg
                      image: berth-rig/postgres:15
                      imagePullPolicy: Never
                      env: [{name: POSTGRES_HOST_AUTH_METHOD, value: trust}]
                      ports: [{name: postgres, containerPort: 5432}]
                      readinessProbe: {tcpSocket: {port: 5432}, periodSeconds: 1}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: pg}
            spec: {selector: {app: pg}, ports: [PORT]}
            """;

    private static final String POLICY = """
            apiVersion: berth.dev/v1alpha1
            kind: DatabasePortPolicy
            metadata: {name: shop, namespace: default}
            spec:
              kubernetes: {}
              databases:
                - {name: main, engine: PostgreSQL, service: pg, ports: [{name: sql, target: 5432, port: 7000}]}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "iptables | {port: 5432}                             | sql-5432 5432, sql-7000 7000 | 5432",
                "nftables | {port: 5432, targetPort: postgres}       | sql-5432 5432, sql-7000 7000 | 5432",
                "iptables | {name: db, port: 5432, targetPort: 5432} | db 5432, sql-7000 7000       | db 5432"
            })
    void nobodyNoticesThatAPortComesAndGoes(String proxy, String port, String after, String before) {
        try (var node = started(proxy, port)) {
            var journal = new MemoryJournal(new Points(), plan(node));
            try (var visitors = new ServiceVisitors(address(node), 5432)) {
                arrived(visitors);

                var forth = executor(node).run(journal);
                assertThat(forth).isInstanceOf(Outcome.Migrated.class);
                assertThat(node.ports("pg")).containsExactlyInAnyOrder(after.split(", "));
                try (var early = new ServiceVisitors(address(node), 7000)) {
                    arrived(early);
                    assertThat(early.failed()).isEmpty();
                }
                var back = executor(node).recall(journal, "asked by hand");

                assertThat(back).isInstanceOf(Outcome.RolledBack.class);
                arrived(visitors);
                assertThat(visitors.failed()).isEmpty();
            }
            assertThat(node.ports("pg")).containsExactly(before);
            assertThat(slices(node)).isEqualTo(1);
        }
    }

    @Test
    void withoutABridgeClientsAreRefused() {
        try (var node = started("iptables", "{port: 5432}");
                var visitors = new ServiceVisitors(address(node), 5432)) {
            arrived(visitors);

            new ServiceEffects(node.client()).of(added(plan(node))).apply();

            arrived(visitors);
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(visitors.failed()).isNotEmpty());
        }
    }

    @Test
    void atItsEndTheOldPortIsGoneAndTheNewOneStays() {
        try (var node = started("nftables", "{port: 5432}")) {
            var journal = new MemoryJournal(new Points(), plan(node));
            executor(node).run(journal);
            try (var visitors = new ServiceVisitors(address(node), 7000)) {
                arrived(visitors);

                var end = executor(node).finish(journal);

                assertThat(end).isInstanceOf(Outcome.Migrated.class);
                arrived(visitors);
                assertThat(visitors.failed()).isEmpty();
            }
            assertThat(node.ports("pg")).containsExactly("sql-7000 7000");
        }
    }

    private static Node started(String proxy, String port) {
        var node = Node.start(proxy, "berth-rig/postgres:15");
        node.apply(DATABASE.replace("PORT", port));
        node.awaitReady("pg-0");
        return node;
    }

    private static void arrived(ServiceVisitors visitors) {
        int before = visitors.visits();
        await().atMost(Duration.ofSeconds(20)).until(() -> visitors.visits() > before + 50);
    }

    private static String address(Node node) {
        return node.service("pg").getSpec().getClusterIP();
    }

    private static Plan plan(Node node) {
        var object = Serialization.unmarshal(POLICY, GenericKubernetesResource.class);
        Policy policy = ((Reading.Valid) PolicyObjects.read(object)).policies().get(0);
        var seen = new ServiceSource(node.client()).look(policy);
        var decision = (ClusterDecision.Seen) ClusterPlanner.decide(policy, seen);
        var facts = ((Observation.Seen<dev.berth.observe.ClusterFacts>) seen).facts();
        return ServiceMoves.of(policy, facts, decision.berths()).orElseThrow();
    }

    private static ServiceStep added(Plan plan) {
        return plan.steps()
                .filter(ServiceStep.AddPorts.class::isInstance)
                .map(ServiceStep.AddPorts.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static Executor executor(Node node) {
        var services = new ServiceEffects(node.client());
        var probes = new ProbeEffects(
                Engines.supported(),
                (credentials, root) -> Login.NONE,
                new ProcHost(java.nio.file.Path.of("/proc")),
                Clock.systemUTC(),
                () -> false);
        Effects effects = (migration, plan, step, evidence) -> step instanceof ServiceStep service
                ? services.of(service)
                : probes.of(plan, (ProbeStep) step, evidence);
        return new Executor(effects, Clock.systemUTC(), () -> false, new Quiet());
    }

    private static long slices(Node node) {
        return node.client()
                .discovery()
                .v1()
                .endpointSlices()
                .inNamespace("default")
                .withLabel("kubernetes.io/service-name", "pg")
                .list()
                .getItems()
                .size();
    }
}
