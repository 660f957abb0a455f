package dev.berth.adapter.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.observe.Holder;
import dev.berth.plan.Phase;
import dev.berth.plan.Plan;
import dev.berth.plan.Step;
import dev.berth.plan.Substitution;
import dev.berth.plan.WorkloadStep;
import dev.berth.plan.WorkloadStep.PatchValue;
import dev.berth.policy.Policy;
import dev.berth.policy.Reading;
import dev.berth.policy.Rollback;
import dev.berth.policy.ValuePlace;
import dev.berth.policy.Workload;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NamespaceableResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Values of clients on a real API server, forth and back, beside what others write. */
@ExtendWith(Cluster.Given.class)
class ClientValuesIT {
    private static final String OBJECTS = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: web}
            data: {DB_PORT: "5432", CACHE_PORT: "6379", NAME: web}
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: web}
            stringData: {URL: "postgres://shop:hunter2@main:5432/shop", OTHER: kept}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  initContainers: [{name: wait, image: web, env: [{name: DB_PORT, value: "5432"}]}]
                  containers:
                    - {name: web, image: web, env: [{name: DB_PORT, value: "5432"}, {name: NAME, value: web}]}
                    - {name: side, image: side}
            """;

    private static final Substitution PORT = new Substitution("5432", "7000", 1, true);
    private static final Substitution URL = new Substitution("@main:5432/", "@main:7000/", 1, false);

    private final Cluster cluster;
    private final String namespace;

    ClientValuesIT(Cluster cluster) {
        this.cluster = cluster;
        this.namespace = cluster.namespace();
    }

    @BeforeEach
    void somebodyAppliesThem() {
        apply("kubectl", OBJECTS);
    }

    @Test
    void aValueOfAConfigMapGoesForthAndBackAndNothingElseOfIt() {
        var effect = effect(place("ConfigMap", "DB_PORT"), PORT);

        assertThat(effect.holds()).isFalse();
        assertThat(effect.apply()).isEqualTo(Attempt.done());

        assertThat(effect.holds()).isTrue();
        assertThat(configMap())
                .containsExactlyInAnyOrderEntriesOf(Map.of("DB_PORT", "7000", "CACHE_PORT", "6379", "NAME", "web"));
        assertThat(effect.undo()).isEqualTo(Attempt.done());
        assertThat(configMap())
                .containsExactlyInAnyOrderEntriesOf(Map.of("DB_PORT", "5432", "CACHE_PORT", "6379", "NAME", "web"));
    }

    @Test
    void everyCallMayComeAgain() {
        var effect = effect(place("ConfigMap", "DB_PORT"), PORT);
        effect.apply();

        assertThat(effect.apply()).isEqualTo(Attempt.done());

        effect.undo();
        assertThat(effect.undo()).isEqualTo(Attempt.done());
        assertThat(configMap()).containsEntry("DB_PORT", "5432");
    }

    @Test
    void theSecondValueOfAnObjectLeavesTheFirst() {
        effect(place("ConfigMap", "DB_PORT"), PORT).apply();

        effect(place("ConfigMap", "CACHE_PORT"), new Substitution("6379", "7001", 1, true))
                .apply();

        assertThat(configMap())
                .containsExactlyInAnyOrderEntriesOf(Map.of("DB_PORT", "7000", "CACHE_PORT", "7001", "NAME", "web"));
    }

    @Test
    void ofASecretOnlyThePartThatIsNamedChanges() {
        var effect = effect(place("Secret", "URL"), URL);

        effect.apply();

        assertThat(secret()).isEqualTo("postgres://shop:hunter2@main:7000/shop");
        effect.undo();
        assertThat(secret()).isEqualTo("postgres://shop:hunter2@main:5432/shop");
    }

    @Test
    void aVariableChangesInEveryContainerThatSetsItAndItsPodsAreMarked() {
        var effect = effect(new ValuePlace("Deployment", "web", "DB_PORT"), PORT);

        effect.apply();

        assertThat(variables()).containsExactly("wait DB_PORT=7000", "web DB_PORT=7000", "web NAME=web");
        assertThat(mark()).isEqualTo("shop-1 2026-03-01T12:00:00Z");
        effect.undo();
        assertThat(variables()).containsExactly("wait DB_PORT=5432", "web DB_PORT=5432", "web NAME=web");
        assertThat(mark()).isEqualTo("shop-1 2026-03-01T12:00:00Z back");
    }

    @Test
    void aRestartLeavesTheVariablesThatWereWritten() throws InterruptedException {
        effect(new ValuePlace("Deployment", "web", "DB_PORT"), PORT).apply();

        LiveWorkload.of(cluster.client(), namespace, new Workload("Deployment", "web"))
                .restart("again");

        assertThat(variables()).containsExactly("wait DB_PORT=7000", "web DB_PORT=7000", "web NAME=web");
        assertThat(mark()).isEqualTo("again");
    }

    @Test
    void whatAControllerWritesIsNotTakenFromIt() {
        apply("external-secrets", OBJECTS.split("---")[0].replace("NAME: web", "NAME: web, MORE: x"));

        assertThat(effect(place("ConfigMap", "DB_PORT"), PORT).apply())
                .isEqualTo(Attempt.notDone("ConfigMap/web DB_PORT is written by external-secrets, which may take a"
                        + " change back — change it there"));
        assertThat(configMap()).containsEntry("DB_PORT", "5432");
    }

    @Test
    void aValueThatSomebodyChangedSinceIsLeftToThatOne() {
        var effect = effect(place("ConfigMap", "DB_PORT"), PORT);
        effect.apply();
        forced("kubectl", OBJECTS.split("---")[0].replace("5432", "6432"));

        assertThat(effect.undo())
                .isEqualTo(Attempt.notDone("ConfigMap/web DB_PORT is no longer as berth wrote it — write “5432” in the"
                        + " place of “7000” by hand"));
        assertThat(configMap()).containsEntry("DB_PORT", "6432");
    }

    @Test
    void whoAppliesTheOldValueWithoutForceIsToldOfBerth() {
        effect(place("ConfigMap", "DB_PORT"), PORT).apply();

        assertThatThrownBy(() -> apply("kubectl", OBJECTS.split("---")[0]))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("conflict with \"berth\"");
    }

    @Test
    void clientsAreSeenWithTheirTextsAndTheirWriters() {
        var policy = policy("""
                - name: web
                  uses: [main]
                  values:
                    - {configMap: web, key: DB_PORT}
                    - {secret: web, key: URL, find: "@main:5432/", replace: "@main:{{main.sql}}/"}
                    - {env: {workload: Deployment/web, name: DB_PORT}}
                  restart: StatefulSet/gone
                """);

        var holders = ServiceSource.live(cluster.client()).look(policy).holders();

        assertThat(holders).extracting(Holder::title).containsExactly("ConfigMap/web", "Secret/web", "Deployment/web");
        assertThat(holders.get(0).texts()).containsExactly(new Holder.Text("DB_PORT", "5432", List.of("kubectl")));
        assertThat(holders.get(1).texts())
                .as("what came as stringData, the API server counts as nobody's")
                .containsExactly(new Holder.Text("URL", "postgres://shop:hunter2@main:5432/shop", List.of()));
        assertThat(holders.get(2).texts()).hasSize(2);
        assertThat(holders.get(2).pods()).contains(new Holder.Pods(1, "RollingUpdate", Optional.empty()));
        assertThat(holders).asString().doesNotContain("hunter2");
    }

    @Test
    void whatBerthMayNotReadIsSeenAsThat() {
        var policy =
                policy("- {name: web, uses: [main], values: [{secret: web, key: DB_PORT}], restart: Deployment/web}");

        try (var nobody = cluster.as(namespace, "nobody")) {
            assertThat(new ClientSource(nobody).look(policy))
                    .containsExactly(
                            Holder.unread("Secret", "web", "can't be read (code 403)"),
                            Holder.unread("Deployment", "web", "can't be read (code 403)"));
        }
    }

    @Test
    void whoKeepsAnObjectStandsInItsLabels() {
        forced(
                "kubectl",
                OBJECTS.split("---")[0].replace(
                        "{name: web}", "{name: web, labels: {kustomize.toolkit.fluxcd.io/name: shop}}"));
        var policy = policy("- {name: web, uses: [main], values: [{configMap: web, key: DB_PORT}]}");

        var holders = ServiceSource.live(cluster.client()).look(policy).holders();

        assertThat(holders.get(0).keepers().gitOps()).contains("Flux, Kustomization (shop)");
    }

    @Test
    void theWayBackRestartsNothingThatIsGone() {
        cluster.client()
                .apps()
                .deployments()
                .inNamespace(namespace)
                .withName("web")
                .delete();

        assertThat(confirmed().undo()).isEqualTo(Attempt.done());

        assertThat(confirmed().apply()).isEqualTo(Attempt.notDone("Deployment/web is not there"));
    }

    private Policy policy(String clients) {
        var object =
                Serialization.unmarshal("""
                apiVersion: berth.dev/v1alpha1
                kind: DatabasePortPolicy
                metadata: {name: shop, namespace: %s}
                spec:
                  kubernetes: {}
                  databases:
                    - {name: main, engine: PostgreSQL, service: main, ports: [{name: sql, target: 5432, port: 7000}]}
                  clients:
                %s
                """.formatted(namespace, clients.indent(4)), GenericKubernetesResource.class);
        return ((Reading.Valid) PolicyObjects.read(object)).policies().get(0);
    }

    private static ValuePlace place(String kind, String key) {
        return new ValuePlace(kind, "web", key);
    }

    private Effect confirmed() {
        return effect(new WorkloadStep.ConfirmWorkload(
                new Step.Head("main/05-confirm-workload", Phase.VERIFY, "one that is not well is not restarted"),
                namespace,
                new Workload("Deployment", "web"),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1)));
    }

    private Effect effect(ValuePlace place, Substitution substitution) {
        var confirmed = place.workload().isPresent() ? "main/05-confirm-workload" : "";
        var step = new PatchValue(
                new Step.Head("main/07-patch-value", Phase.VERIFY, "it takes the port from there"),
                namespace,
                "web",
                place,
                substitution,
                confirmed);
        return effect(step);
    }

    private Effect effect(WorkloadStep step) {
        var plan = new Plan(
                "shop",
                namespace,
                "",
                "",
                Optional.empty(),
                new Rollback(Rollback.Scope.BERTH, Duration.ZERO),
                List.of(),
                List.of(),
                "");
        return new WorkloadEffects(
                        cluster.client(), (namespace, policy, grants) -> Optional.empty(), port -> Stream.of())
                .of("shop-1", plan, step, Map.of("main/05-confirm-workload", "2026-03-01T12:00:00Z"));
    }

    private void apply(String manager, String documents) {
        for (var document : documents.split("---")) {
            object(document).fieldManager(manager).serverSideApply();
        }
    }

    private void forced(String manager, String document) {
        object(document).fieldManager(manager).forceConflicts().serverSideApply();
    }

    private NamespaceableResource<GenericKubernetesResource> object(String document) {
        var object = Serialization.unmarshal(document, GenericKubernetesResource.class);
        object.getMetadata().setNamespace(namespace);
        return cluster.client().resource(object);
    }

    private Map<String, String> configMap() {
        return cluster.client()
                .configMaps()
                .inNamespace(namespace)
                .withName("web")
                .require()
                .getData();
    }

    private String secret() {
        Secret secret = cluster.client()
                .secrets()
                .inNamespace(namespace)
                .withName("web")
                .require();
        assertThat(secret.getData()).containsKey("OTHER");
        return new String(
                Base64.getDecoder()
                        .decode(Objects.requireNonNull(secret.getData().get("URL"))),
                StandardCharsets.UTF_8);
    }

    private List<String> variables() {
        var pod = cluster.client()
                .apps()
                .deployments()
                .inNamespace(namespace)
                .withName("web")
                .require()
                .getSpec()
                .getTemplate()
                .getSpec();
        return Stream.concat(pod.getInitContainers().stream(), pod.getContainers().stream())
                .flatMap(container -> container.getEnv().stream()
                        .map(one -> container.getName() + " " + one.getName() + "=" + one.getValue()))
                .toList();
    }

    private String mark() {
        return Objects.requireNonNull(cluster.client()
                .apps()
                .deployments()
                .inNamespace(namespace)
                .withName("web")
                .require()
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getAnnotations()
                .get("berth.dev/started-for"));
    }
}
