package dev.berth.adapter.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.observe.PodTemplate;
import dev.berth.plan.Grants;
import dev.berth.plan.Move;
import dev.berth.plan.Phase;
import dev.berth.plan.Plan;
import dev.berth.plan.PodPorts;
import dev.berth.plan.Step;
import dev.berth.plan.WorkloadStep;
import dev.berth.policy.Rollback;
import dev.berth.policy.Workload;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.dsl.NamespaceableResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Ports of nodes in the template of a workload on a real API server, forth and back, beside what others write. */
@ExtendWith(Cluster.Given.class)
class HostPortIT {
    private static final String DATABASE = """
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: main}
            spec:
              serviceName: main
              selector: {matchLabels: {app: main}}
              template:
                metadata: {labels: {app: main}}
                spec:
                  containers:
                    - name: db
                      image: db
                      ports:
                        - {name: sql, containerPort: 5432, hostPort: 5432}
                        - {name: udp, containerPort: 5432, protocol: UDP}
                        - {containerPort: 8080}
                    - {name: side, image: side, ports: [{containerPort: 9187, hostPort: 9187, hostIP: 127.0.0.1}]}
            """;

    private static final Workload MAIN = new Workload("StatefulSet", "main");

    private final Cluster cluster;
    private final String namespace;
    private final List<Grants> lent = new ArrayList<>();
    private final Map<Integer, String> holders = new HashMap<>();
    private Optional<String> unwritten = Optional.empty();

    HostPortIT(Cluster cluster) {
        this.cluster = cluster;
        this.namespace = cluster.namespace();
    }

    @BeforeEach
    void somebodyAppliesIt() {
        apply("kubectl", DATABASE);
    }

    @Test
    void aWorkloadIsSeenWithThePortsOfItsContainers() {
        var template = template();

        assertThat(template.workload()).isEqualTo(MAIN);
        assertThat(template.hindrance()).isEmpty();
        assertThat(template.hostNetwork()).isFalse();
        assertThat(List.of(template.replicas(), template.ready(), template.updated()))
                .containsExactly(1, 0, 0);
        assertThat(template.ports())
                .containsExactly(
                        new PodTemplate.Port("db", 5432, Optional.of(5432), "", List.of("kubectl")),
                        new PodTemplate.Port("db", 8080, Optional.empty(), "", List.of()),
                        new PodTemplate.Port("side", 9187, Optional.of(9187), "127.0.0.1", List.of("kubectl")));
    }

    @Test
    void aWorkloadThatBerthMayNotReadIsSeenAsThat() {
        var policy = PolicyText.of("main").ofPods("StatefulSet/main").read(namespace);

        try (var nobody = cluster.as(namespace, "nobody")) {
            assertThat(new TemplateSource(nobody).look(policy))
                    .containsExactly(PodTemplate.unread(MAIN, "can't be read (code 403)"));
        }
    }

    @Test
    void whatWouldNotReplaceItsPodsIsSeen() {
        cluster.client().apps().statefulSets().inNamespace(namespace).delete();
        apply(
                "kubectl",
                DATABASE.replace("serviceName: main", "serviceName: main\n  updateStrategy: {type: OnDelete}"));

        assertThat(template().hindrance()).contains("replaces no pod by itself (OnDelete)");
    }

    @Test
    void aDeploymentThatStartsANewPodBesideTheOldOneIsSeen() {
        var deployment =
                DATABASE.replace("kind: StatefulSet", "kind: Deployment").replace("  serviceName: main\n", "");
        apply("kubectl", deployment);

        assertThat(template("Deployment/main").hindrance().orElse(""))
                .startsWith("starts a new pod before the old one");
        cluster.client().apps().deployments().inNamespace(namespace).delete();
        apply("kubectl", deployment.replace("  selector:", "  strategy: {type: Recreate}\n  selector:"));
        assertThat(template("Deployment/main").hindrance()).isEmpty();
    }

    @Test
    void aDaemonSetThatStartsANewPodBesideTheOldOneIsSeen() {
        var daemons = DATABASE.replace("kind: StatefulSet", "kind: DaemonSet");
        var surging = "updateStrategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}";
        apply("kubectl", daemons.replace("serviceName: main", surging));

        assertThat(template("DaemonSet/main").hindrance().orElse("")).startsWith("starts a new pod before the old one");
        cluster.client().apps().daemonSets().inNamespace(namespace).delete();
        apply("kubectl", daemons.replace("  serviceName: main\n", ""));
        assertThat(template("DaemonSet/main").hindrance()).isEmpty();
    }

    @Test
    void aPortGoesForthAndBackAndNothingElseOfTheTemplate() {
        var before = ports();
        var effect = patched(5432, 7000);

        assertThat(effect.holds()).isFalse();
        assertThat(effect.apply()).isEqualTo(Attempt.done());

        assertThat(effect.holds()).isTrue();
        assertThat(ports()).isEqualTo(before.replace("\"hostPort\":5432", "\"hostPort\":7000"));
        assertThat(mark()).isEqualTo("shop-1 2026-03-01T12:00:00Z");
        assertThat(effect.undo()).isEqualTo(Attempt.done());
        assertThat(ports()).isEqualTo(before);
        assertThat(mark()).isEqualTo("shop-1 2026-03-01T12:00:00Z back");
    }

    @Test
    void everyCallMayComeAgain() {
        var before = ports();
        var effect = patched(5432, 7000);
        effect.apply();

        assertThat(effect.apply()).isEqualTo(Attempt.done());

        effect.undo();
        assertThat(effect.undo()).isEqualTo(Attempt.done());
        assertThat(ports()).isEqualTo(before);
    }

    @Test
    void theWayBackRegistersWhatPodsHadBefore() {
        var effect = patched(5432, 7000);
        effect.apply();
        assertThat(lent).isEmpty();

        effect.undo();

        assertThat(lent.get(0).all()).hasToString("[Grant[service=StatefulSet/main, port=5432, policy=shop]]");
        granted().undo();
        assertThat(lent.get(1)).isEqualTo(Grants.NONE);
    }

    /** Another operator that goes on with a way back knows of nothing that was lent before. */
    @Test
    void whoGoesOnWithAWayBackRegistersItAgain() {
        var effect = patched(5432, 7000);
        effect.apply();
        effect.undo();

        effect.undo();
        confirmed().undo();

        assertThat(lent)
                .hasSize(3)
                .extracting(Grants::all)
                .allSatisfy(all ->
                        assertThat(all).hasToString("[Grant[service=StatefulSet/main, port=5432, policy=shop]]"));
    }

    @Test
    void theNewPortsAreLentThoughThePolicyMayGiveThemToNobodyByThen() {
        assertThat(granted().apply()).isEqualTo(Attempt.done());

        assertThat(lent.get(0).all()).hasToString("[Grant[service=StatefulSet/main, port=7000, policy=shop]]");
    }

    @Test
    void aWayBackToAPortThatSomebodyElseHasByNowLeavesThePodsWhereTheyAre() {
        var effect = patched(5432, 7000);
        effect.apply();
        holders.put(5432, "Pod stock/old-0");

        assertThat(effect.undo())
                .isEqualTo(Attempt.notDone("hostPort 5432 is of Pod stock/old-0 by now, so StatefulSet/main stays"
                        + " where it is until that is free"));

        assertThat(template().ports(5432).get(0).host()).contains(7000);
        holders.clear();
        assertThat(effect.undo()).isEqualTo(Attempt.done());
    }

    @Test
    void theWayBackDeletesOfThePodsThatAreNotReadyOnlyThoseOfTheWayForth() throws InterruptedException {
        pod("main-0", "");
        pod("main-1", "shop-1 2026-03-01T12:00:00Z");

        LiveWorkload.of(cluster.client(), namespace, MAIN)
                .settledBack("shop-1 2026-03-01T12:00:00Z", Duration.ofMillis(1));

        assertThat(cluster.client().pods().inNamespace(namespace).list().getItems())
                .extracting(pod -> pod.getMetadata().getName())
                .containsExactly("main-0");
    }

    @Test
    void aRestartLeavesThePortThatWasWritten() throws InterruptedException {
        patched(5432, 7000).apply();

        LiveWorkload.of(cluster.client(), namespace, MAIN).restart("again");

        assertThat(template().ports(5432).get(0).host()).contains(7000);
        assertThat(mark()).isEqualTo("again");
    }

    @Test
    void whatAControllerWritesIsNotTakenFromIt() {
        apply("cnpg", DATABASE);

        assertThat(patched(5432, 7000).apply())
                .isEqualTo(
                        Attempt.notDone("hostPort 5432 of StatefulSet/main is written by cnpg, which may take a change"
                                + " back — change it there"));
        assertThat(template().ports(5432).get(0).host()).contains(5432);
    }

    @Test
    void aPortThatSomebodyChangedBeforeIsNotMoved() {
        forced("kubectl", DATABASE.replace("hostPort: 5432", "hostPort: 6432"));

        assertThat(patched(5432, 7000).apply())
                .isEqualTo(Attempt.notDone("StatefulSet/main no longer has hostPort 5432"));
    }

    @Test
    void aPortThatSomebodyChangedSinceIsLeftToThatOne() {
        var effect = patched(5432, 7000);
        effect.apply();
        forced("kubectl", DATABASE.replace("hostPort: 5432", "hostPort: 6432"));

        assertThat(effect.undo())
                .isEqualTo(
                        Attempt.notDone("StatefulSet/main is no longer as berth wrote it — write hostPort 5432 in the"
                                + " place of 7000 by hand"));
        assertThat(template().ports(5432).get(0).host()).contains(6432);
    }

    @Test
    void withoutARegisterNoPodIsRestarted() {
        unwritten = Optional.of("there is no namespace berth-system");

        assertThat(granted().apply())
                .isEqualTo(Attempt.notDone("no register of grants can be written: there is no namespace berth-system"));
    }

    private PodTemplate template() {
        return template("StatefulSet/main");
    }

    private PodTemplate template(String workload) {
        var policy = PolicyText.of("main").ofPods(workload).read(namespace);
        return ServiceSource.live(cluster.client()).look(policy).templates().get(0);
    }

    private Effect patched(int from, int to) {
        return effect(new WorkloadStep.PatchHostPorts(head(), podPorts(from, to), "confirmed"));
    }

    /** One of its own that is not ready; nobody runs it. */
    private void pod(String name, String mark) {
        var set = cluster.client()
                .apps()
                .statefulSets()
                .inNamespace(namespace)
                .withName("main")
                .require();
        cluster.client()
                .resource(new PodBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName(name)
                        .withLabels(Map.of("app", "main"))
                        .withAnnotations(Map.of("berth.dev/started-for", mark))
                        .withOwnerReferences(new OwnerReferenceBuilder()
                                .withApiVersion("apps/v1")
                                .withKind("StatefulSet")
                                .withName("main")
                                .withUid(set.getMetadata().getUid())
                                .withController(true)
                                .build())
                        .endMetadata()
                        .withNewSpec()
                        .addNewContainer()
                        .withName("db")
                        .withImage("db")
                        .endContainer()
                        .endSpec()
                        .build())
                .create();
    }

    private Effect confirmed() {
        return effect(new WorkloadStep.ConfirmWorkload(
                new Step.Head("confirmed", Phase.PREPARE, "one that is not well is not restarted"),
                namespace,
                MAIN,
                Duration.ofMillis(1),
                Duration.ofMillis(1)));
    }

    private Effect granted() {
        return effect(new WorkloadStep.GrantHostPorts(head(), podPorts(5432, 7000)));
    }

    private static Step.Head head() {
        return new Step.Head("StatefulSet/main/05-patch-host-ports", Phase.SWITCH, "it moves");
    }

    private PodPorts podPorts(int from, int to) {
        return new PodPorts(namespace, MAIN, List.of(new PodPorts.Pair("db", 5432, from, to)));
    }

    private Effect effect(WorkloadStep step) {
        var plan = new Plan(
                "shop",
                namespace,
                "",
                "",
                Optional.empty(),
                new Rollback(Rollback.Scope.BERTH, Duration.ZERO),
                List.of(new Move(
                        "StatefulSet/main",
                        List.of(),
                        Duration.ZERO,
                        List.of(new WorkloadStep.PatchHostPorts(head(), podPorts(5432, 7000), "confirmed")))),
                List.of(),
                "");
        return new WorkloadEffects(cluster.client(), this::lend, port -> Stream.ofNullable(holders.get(port)))
                .of("shop-1", plan, step, Map.of("confirmed", "2026-03-01T12:00:00Z"));
    }

    private Optional<String> lend(String where, String policy, Grants grants) {
        assertThat(List.of(where, policy)).containsExactly(namespace, "shop");
        lent.add(grants);
        return unwritten;
    }

    private String ports() {
        return json().at("/spec/template/spec/containers/0/ports").toString()
                + json().at("/spec/template/spec/containers/1/ports");
    }

    private String mark() {
        return json().at("/spec/template/metadata/annotations/berth.dev~1started-for")
                .asText();
    }

    private com.fasterxml.jackson.databind.JsonNode json() {
        var object = new LiveObject(cluster.client(), namespace, "StatefulSet", "main");
        return object.json(object.now());
    }

    private void apply(String manager, String document) {
        object(document).fieldManager(manager).serverSideApply();
    }

    private void forced(String manager, String document) {
        object(document).fieldManager(manager).forceConflicts().serverSideApply();
    }

    private NamespaceableResource<GenericKubernetesResource> object(String document) {
        var object = Serialization.unmarshal(document, GenericKubernetesResource.class);
        object.getMetadata().setNamespace(namespace);
        return cluster.client().resource(object);
    }
}
