package dev.berth.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.adapter.file.PolicyFiles;
import dev.berth.adapter.kube.Cluster;
import dev.berth.adapter.kube.PolicyObjects;
import dev.berth.operator.DatabasePortPolicy;
import dev.berth.policy.Policy;
import dev.berth.policy.Reading;
import dev.berth.policy.Rollout;
import dev.berth.policy.SecretSource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples on a real API server, which has no controllers: what is taken is not run. */
@ExtendWith(Cluster.Given.class)
class ExamplesIT {
    private static final String EXAMPLES = "deploy/examples/kubernetes/";
    private static final String DOCKER_HOST = EXAMPLES + "docker-host";

    @ParameterizedTest
    @ValueSource(strings = {"dev", "staging", "production"})
    void aTierIsTakenAndTakenAgain(String tier, Cluster cluster) throws IOException {
        var first = cluster.kubectl("apply", "-k", EXAMPLES + tier);
        var second = cluster.kubectl("apply", "-k", EXAMPLES + tier);

        assertThat(first)
                .contains(
                        "namespace/shop-" + tier + " created",
                        "service/shop-db created",
                        "statefulset.apps/shop-db created",
                        "deployment.apps/web created",
                        "databaseportpolicy.berth.dev/shop created");
        // kubectl takes what the server adds to a claim's template for a change, which the server finds to be none.
        assertThat(second.lines().filter(line -> !line.startsWith("statefulset")))
                .hasSize(6)
                .allMatch(line -> line.endsWith(" unchanged"));
        assertThat(cluster.kubectl(
                        "get", "statefulset/shop-db", "-n", "shop-" + tier, "-o", "jsonpath={.metadata.generation}"))
                .isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "staging", "production"})
    void itsPolicyIsValidAndNamesWhatIsThere(String tier, Cluster cluster) throws IOException {
        var objects = Documents.of(cluster.kubectl("kustomize", EXAMPLES + tier));
        var spec = objects.only("DatabasePortPolicy").path("spec");
        var database = spec.at("/databases/0");
        var value = spec.at("/clients/0/values/0");
        var secret = database.at("/credentials/password/secretKeyRef");

        assertThat(policy(objects).bands()).isNotEmpty();
        assertThat(name(objects.only("Service"))).isEqualTo(database.path("service"));
        assertThat(objects.only("Service").at("/spec/ports/0/port")).isEqualTo(database.at("/ports/0/target"));
        assertThat(name(objects.only("ConfigMap"))).isEqualTo(value.path("configMap"));
        assertThat(objects.only("ConfigMap")
                        .path("data")
                        .path(value.path("key").asText())
                        .asInt())
                .isEqualTo(database.at("/ports/0/target").asInt());
        assertThat(name(objects.only("Secret"))).isEqualTo(secret.path("name"));
        assertThat(objects.only("Secret").path("data").has(secret.path("key").asText()))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "staging", "production"})
    void itsPodsAreAdmittedWherePodSecurityIsRestricted(String tier, Cluster cluster) throws IOException {
        cluster.kubectl("apply", "-f", EXAMPLES + tier + "/namespace.yaml");
        var objects = Documents.of(cluster.kubectl("kustomize", EXAMPLES + tier));

        var admitted = List.of(
                dryRun(cluster, objects.only("StatefulSet"), "shop-" + tier),
                dryRun(cluster, objects.only("Deployment"), "shop-" + tier));

        assertThat(admitted).extracting(pod -> pod.getMetadata().getUid()).doesNotContainNull();
    }

    @Test
    void eachTierWaitsForTheOneBeforeItAndTheLastForAPersonToo(Cluster cluster) throws IOException {
        var dev = policy(Documents.of(cluster.kubectl("kustomize", EXAMPLES + "dev")));
        var staging = policy(Documents.of(cluster.kubectl("kustomize", EXAMPLES + "staging")));
        var production = policy(Documents.of(cluster.kubectl("kustomize", EXAMPLES + "production")));

        assertThat(dev.rollout()).isEqualTo(Rollout.FREE);
        assertThat(staging.rollout().after())
                .extracting(Rollout.Tier::namespace, Rollout.Tier::policy)
                .containsExactly(tuple(dev.namespace(), dev.name()));
        assertThat(production.rollout().after())
                .extracting(Rollout.Tier::namespace, Rollout.Tier::policy)
                .containsExactly(tuple(staging.namespace(), staging.name()));
        assertThat(production.rollout().approvalRequired()).isTrue();
        assertThat(production.rollout().window()).isPresent();
    }

    @Test
    void theDaemonOfADockerHostIsTakenAndItsPodIsAdmitted(Cluster cluster) throws IOException {
        var first = cluster.kubectl("apply", "-k", DOCKER_HOST);
        var second = cluster.kubectl("apply", "-k", DOCKER_HOST);
        var daemon = Documents.of(cluster.kubectl("kustomize", DOCKER_HOST)).only("StatefulSet");

        var admitted = dryRun(cluster, daemon, "berth-docker");

        assertThat(first)
                .contains(
                        "namespace/berth-docker created",
                        "configmap/policies created",
                        "persistentvolumeclaim/berth-state created",
                        "statefulset.apps/berth created");
        assertThat(second.lines()).hasSize(4).allMatch(line -> line.endsWith(" unchanged"));
        assertThat(admitted.getMetadata().getUid()).isNotNull();
    }

    @Test
    void whatTheDaemonOfADockerHostNeedsIsBroughtIntoItsPod(Cluster cluster) throws IOException {
        var objects = Documents.of(cluster.kubectl("kustomize", DOCKER_HOST));
        var container = objects.only("StatefulSet").at("/spec/template/spec/containers/0");
        var brought = new HashMap<String, String>();
        container
                .path("volumeMounts")
                .forEach(mount -> brought.put(
                        mount.path("mountPath").asText(), mount.path("name").asText()));
        var words = Documents.texts(container.path("args"));
        var policy = only(PolicyFiles.read(List.of(Path.of(DOCKER_HOST, "policy.yaml"))));

        assertThat(policy.docker().elsewhere()).contains("docker.example.org");
        assertThat(policy.mode()).isEqualTo(Policy.Mode.PLAN);
        assertThat(brought)
                .containsEntry(words.get(words.indexOf("-f") + 1), "policies")
                .containsEntry(above(words.get(words.indexOf("--state") + 1)), "state")
                .containsEntry(container.at("/env/1/value").asText(), "docker-tls")
                .containsEntry(above(password(policy)), "shop-db");
        assertThat(objects.only("ConfigMap").path("data").has("policy.yaml")).isTrue();
    }

    private static String above(String path) {
        return String.valueOf(Path.of(path).getParent());
    }

    private static String password(Policy policy) {
        return ((SecretSource.File) policy.databases()
                        .get(0)
                        .credentials()
                        .orElseThrow()
                        .password()
                        .orElseThrow())
                .path();
    }

    private static Policy only(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.Valid.class);
        return ((Reading.Valid) reading).policies().get(0);
    }

    private static Policy policy(Documents objects) {
        var object = Serialization.unmarshal(objects.only("DatabasePortPolicy").toString(), DatabasePortPolicy.class);
        return only(PolicyObjects.read(object));
    }

    private static JsonNode name(JsonNode object) {
        return object.at("/metadata/name");
    }

    private static Pod dryRun(Cluster cluster, JsonNode workload, String namespace) {
        var pod = (ObjectNode) workload.at("/spec/template").deepCopy();
        pod.put("apiVersion", "v1").put("kind", "Pod");
        ((ObjectNode) pod.path("metadata")).put("name", "tried").put("namespace", namespace);
        workload.at("/spec/volumeClaimTemplates")
                .forEach(claim -> ((ObjectNode) pod.path("spec"))
                        .withArray("volumes")
                        .addObject()
                        .put("name", claim.at("/metadata/name").asText())
                        .putObject("persistentVolumeClaim")
                        .put("claimName", "tried"));
        return cluster.client()
                .resource(Serialization.unmarshal(pod.toString(), Pod.class))
                .dryRun()
                .create();
    }
}
