package dev.berth.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.adapter.kube.Cluster;
import dev.berth.adapter.kube.PolicyText;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart on a real API server, by a real Helm; {@code -Dberth.docs.write=true} writes the plain manifest anew. */
@ExtendWith(Cluster.Given.class)
class ChartIT {
    private static final String CHART = "helm/berth";
    private static final Path PLAIN = Path.of("deploy/kubernetes/berth.yaml");
    private static final String FIRST_OF_THE_CHART = "---\n# Source: ";

    private final List<Runnable> endings = new ArrayList<>();

    @AfterEach
    void takeAway() {
        endings.forEach(Runnable::run);
    }

    @Test
    void lintFindsNothing() {
        var said = Helm.alone().run("lint", "--strict", CHART);

        assertThat(said).contains("0 chart(s) failed").doesNotContain("[WARNING]");
    }

    @Test
    void thePlainManifestIsWhatTheChartMakes() throws IOException {
        var plain = Files.readString(PLAIN);
        var namespace = plain.substring(0, plain.indexOf(FIRST_OF_THE_CHART));
        var made = namespace + template();

        if (Boolean.getBoolean("berth.docs.write")) {
            Files.writeString(PLAIN, made);
        }
        assertThat(PLAIN).hasContent(made);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "replicas=two           | '/replicas': got string, want integer",
                "replicas=0             | '/replicas': minimum: got 0, want 1",
                "replica=3              | additional properties 'replica' not allowed",
                "image.tag=a b          | '/image/tag': 'a b' does not match pattern",
                "log=xml                | '/log': value must be one of 'text', 'json'",
                "watchNamespaces={A b}  | '/watchNamespaces/0': 'A b' does not match pattern",
                "guard.mode=Warn        | '/guard/mode': value must be one of 'Off', 'Audit', 'Deny', false",
                "secrets.access=All     | '/secrets/access': value must be one of 'Cluster', 'Namespaces', 'None'",
                "secrets.access=Namespaces  | '/secrets/namespaces': minItems: got 0, want 1",
                "secrets.namespaces={shop}  | '/secrets/namespaces': maxItems: got 1, want 0",
                "serviceMonitor.interval=often | '/serviceMonitor/interval': 'often' does not match pattern"
            })
    void aWrongValueIsRefusedByItsName(String setting, String reason) {
        var refused = Helm.alone().attempt("template", "berth", CHART, "--set", setting);

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.said()).contains(reason);
    }

    @Test
    void itIsInstalledChangedTakenBackAndRemoved(Cluster cluster) {
        var namespace = cluster.namespace();
        var helm = installed(cluster, namespace);
        int first = replicas(cluster, namespace);

        helm.run("upgrade", "berth", CHART, "-n", namespace, "--set", "replicas=3");
        int second = replicas(cluster, namespace);
        helm.run("rollback", "berth", "1", "-n", namespace);
        int third = replicas(cluster, namespace);
        cluster.apply(namespace, POLICY);
        helm.run("uninstall", "berth", "-n", namespace);

        assertThat(List.of(first, second, third)).containsExactly(2, 3, 2);
        assertThat(Documents.of(template()).objects())
                .hasSizeGreaterThan(10)
                .allSatisfy(object -> assertThat(isThere(cluster, namespace, object))
                        .as("%s", object.at("/kind"))
                        .isFalse());
        assertThat(cluster.client()
                        .genericKubernetesResources("berth.dev/v1alpha1", "DatabasePortPolicy")
                        .inNamespace(namespace)
                        .withName("shop")
                        .get())
                .isNotNull();
    }

    @Test
    void aSecondOneInTheClusterIsRefused(Cluster cluster) {
        var namespace = cluster.namespace();
        var helm = installed(cluster, namespace);

        var refused = helm.attempt("install", "other", CHART, "-n", cluster.namespace());

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.said()).contains("exists and cannot be imported into the current release");
    }

    @Test
    void newerDefinitionsReplaceThoseThatHelmMade(@TempDir Path newer) throws IOException {
        var page = Files.readString(Path.of("docs/install.md"));
        var upgrade = page.substring(page.indexOf("## Upgrading"));
        var command = upgrade.substring(upgrade.indexOf("kubectl ") + 8, upgrade.indexOf("crds/")) + newer;
        var definition = "databaseportpolicies.berth.dev";
        Files.writeString(
                newer.resolve(definition + ".yaml"),
                Files.readString(Path.of("crds", definition + ".yaml")).replace("Its berths.", "Newer words."));
        try (var bare = Cluster.bare()) {
            Helm.of(bare.kubeconfig()).run("install", "berth", CHART, "-n", "default");

            bare.kubectl(command.split(" "));

            assertThat(bare.kubectl("get", "crd", definition, "-o", "yaml")).contains("Newer words.");
        }
    }

    @Test
    void itsPodIsAdmittedWherePodSecurityIsRestricted(Cluster cluster) {
        var namespace = restricted(cluster);
        var pod = (ObjectNode) Documents.of(template()).only("Deployment").at("/spec/template");
        pod.put("apiVersion", "v1").put("kind", "Pod");
        ((ObjectNode) pod.path("metadata")).put("name", "berth").put("namespace", namespace);

        var admitted = dryRun(cluster, pod);
        ((ObjectNode) pod.at("/spec/securityContext")).put("runAsNonRoot", false);

        assertThat(admitted.getMetadata().getUid()).isNotBlank();
        assertThatThrownBy(() -> dryRun(cluster, pod))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("violates PodSecurity \"restricted:latest\": runAsNonRoot != true");
    }

    @Test
    void itMayDoWhatItDoesAndNoMore(Cluster cluster) {
        var own = cluster.namespace();
        installed(cluster, own);

        assertThat(List.of(
                        mayIt(cluster, own, "get", "secrets", "shop"),
                        mayIt(cluster, own, "patch", "secrets", "shop"),
                        mayIt(cluster, own, "patch", "services", "shop"),
                        mayIt(cluster, own, "update", "databaseportpolicies.berth.dev/status", "shop"),
                        mayIt(cluster, own, "delete", "portmigrations.berth.dev", "shop"),
                        mayIt(cluster, own, "create", "leases.coordination.k8s.io", own)))
                .containsOnly(true);
        assertThat(List.of(
                        mayIt(cluster, own, "list", "secrets", "shop"),
                        mayIt(cluster, own, "watch", "secrets", "shop"),
                        mayIt(cluster, own, "list", "configmaps", "shop"),
                        mayIt(cluster, own, "create", "services", "shop"),
                        mayIt(cluster, own, "delete", "services", "shop"),
                        mayIt(cluster, own, "create", "pods", "shop"),
                        mayIt(cluster, own, "create", "databaseportpolicies.berth.dev", "shop"),
                        mayIt(cluster, own, "delete", "databaseportpolicies.berth.dev", "shop"),
                        mayIt(cluster, own, "create", "leases.coordination.k8s.io", "shop"),
                        mayIt(cluster, own, "get", "nodes", "")))
                .containsOnly(false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"secrets.access=None", "secrets.access=Namespaces,secrets.namespaces={OTHER}"})
    void secretsAreReachedOnlyWhereTheValuesSaySo(String settings, Cluster cluster) {
        var namespace = cluster.namespace();
        var other = cluster.namespace();
        installed(cluster, namespace, "--set", settings.replace("OTHER", other));

        var here = mayIt(cluster, namespace, "get", "secrets", namespace);
        var there = mayIt(cluster, namespace, "get", "secrets", other);

        assertThat(here).isFalse();
        assertThat(there).isEqualTo(settings.contains("OTHER"));
    }

    @Test
    void whereNamespacesAreNamedItChangesNothingElsewhere(Cluster cluster) {
        var own = cluster.namespace();
        var watched = cluster.namespace();
        var other = cluster.namespace();
        installed(cluster, own, "--set", "watchNamespaces={" + watched + "}");

        assertThat(List.of(
                        mayIt(cluster, own, "patch", "services", watched),
                        mayIt(cluster, own, "get", "secrets", watched),
                        mayIt(cluster, own, "create", "leases.coordination.k8s.io", own),
                        mayIt(cluster, own, "list", "pods", other)))
                .containsOnly(true);
        assertThat(List.of(
                        mayIt(cluster, own, "list", "databaseportpolicies.berth.dev", other),
                        mayIt(cluster, own, "get", "services", other),
                        mayIt(cluster, own, "patch", "services", other),
                        mayIt(cluster, own, "get", "secrets", other),
                        mayIt(cluster, own, "get", "secrets", own)))
                .containsOnly(false);
    }

    @Test
    void noBindingIsForAllWhereAListThatNamesSomeIsEmpty() {
        var made = Documents.of(template("--set", "secrets.access=Namespaces", "--skip-schema-validation"));

        assertThat(made.ofKind("ClusterRoleBinding")
                        .map(binding -> binding.at("/metadata/name").asText()))
                .containsExactlyInAnyOrder("berth-policies", "berth-cluster");
    }

    @Test
    void aServiceMonitorFindsTheServiceAndItsPort() {
        var made = Documents.of(
                template("--set", "serviceMonitor.enabled=true", "--set", "serviceMonitor.labels.release=prometheus"));

        var monitor = made.only("ServiceMonitor");

        assertThat(made.only("Service").at("/metadata/labels").properties())
                .containsAll(monitor.at("/spec/selector/matchLabels").properties());
        assertThat(monitor.at("/spec/endpoints/0/port"))
                .isEqualTo(made.only("Service").at("/spec/ports/0/name"));
        assertThat(monitor.at("/metadata/labels/release").asText()).isEqualTo("prometheus");
    }

    @Test
    void aNetworkPolicyLetsOnlyThoseThroughWhoAreNamed(Cluster cluster) {
        var namespace = cluster.namespace();
        installed(
                cluster,
                namespace,
                "--set",
                "networkPolicy.enabled=true",
                "--set",
                "networkPolicy.from[0].namespaceSelector.matchLabels.name=monitoring");

        var policy = cluster.client()
                .network()
                .v1()
                .networkPolicies()
                .inNamespace(namespace)
                .withName("berth")
                .require();

        assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress");
        assertThat(policy.getSpec().getIngress()).singleElement().satisfies(ingress -> {
            assertThat(ingress.getPorts().get(0).getPort().getStrVal()).isEqualTo("http");
            assertThat(ingress.getFrom().get(0).getNamespaceSelector().getMatchLabels())
                    .isEqualTo(Map.of("name", "monitoring"));
        });
    }

    @Test
    void everyValueFindsItsPlace() {
        var deployment = Documents.of(template(
                        "--set",
                        "replicas=1,log=json,priorityClassName=high,image.repository=example.com/berth,nodeSelector.disk=ssd",
                        "--set",
                        "image.digest=sha256:" + "a".repeat(64),
                        "--set",
                        "imagePullSecrets[0].name=pull,env[0].name=QUARKUS_LOG_LEVEL,env[0].value=DEBUG",
                        "--set",
                        "podLabels.team=data,podAnnotations.note=yes,tolerations[0].operator=Exists",
                        "--set",
                        "affinity.nodeAffinity.a=b,serviceAccount.annotations.who=me,resources.limits.memory=1Gi",
                        "--set-json",
                        "watchNamespaces=[\"shop\",\"42\"]"))
                .only("Deployment");
        var pod = deployment.at("/spec/template/spec");

        assertThat(deployment.at("/spec/replicas").asInt()).isEqualTo(1);
        assertThat(deployment.at("/spec/template/metadata/labels/team").asText())
                .isEqualTo("data");
        assertThat(deployment.at("/spec/template/metadata/annotations/note").asText())
                .isEqualTo("yes");
        assertThat(pod.at("/containers/0/image").asText()).isEqualTo("example.com/berth@sha256:" + "a".repeat(64));
        assertThat(Documents.texts(pod.at("/containers/0/args")))
                .endsWith("--namespace", "shop", "--namespace", "42", "-o", "json");
        assertThat(pod.at("/containers/0/env/2/value").asText()).isEqualTo("DEBUG");
        assertThat(pod.at("/containers/0/resources/limits/memory").asText()).isEqualTo("1Gi");
        assertThat(pod.at("/imagePullSecrets/0/name").asText()).isEqualTo("pull");
        assertThat(pod.at("/priorityClassName").asText()).isEqualTo("high");
        assertThat(pod.at("/nodeSelector/disk").asText()).isEqualTo("ssd");
        assertThat(pod.at("/tolerations/0/operator").asText()).isEqualTo("Exists");
        assertThat(pod.at("/affinity/nodeAffinity/a").asText()).isEqualTo("b");
    }

    @ParameterizedTest
    @CsvSource({"Audit, guard.yaml", "Deny, guard-deny.yaml"})
    void aGuardIsThePlainOneInTheReleasesOwnNamespace(String mode, String plain) throws IOException {
        var own = Helm.alone().run("template", "berth", CHART, "-n", "harbour", "--set", "guard.mode=" + mode);
        var made = Documents.of(own);
        var binding = guard(Documents.of(Files.readString(Path.of("deploy/kubernetes", plain))));

        assertThat(guard(made).toString()).isEqualTo(binding.toString().replace("berth-system", "harbour"));
        assertThat(made.only("ValidatingAdmissionPolicy").toString())
                .contains("\"harbour\"")
                .doesNotContain("berth-system");
    }

    @ParameterizedTest
    @ValueSource(strings = {"guard.mode=Off", "guard.mode=false", "replicas=2"})
    void noGuardIsThereUnlessItIsAskedFor(String setting) {
        var made = Documents.of(template("--set", setting));

        assertThat(made.ofKind("ValidatingAdmissionPolicy")).isEmpty();
    }

    @Test
    void onePodAloneHasNoBudgetThatWouldKeepItsNode() {
        var made = Documents.of(template("--set", "replicas=1"));

        assertThat(made.ofKind("PodDisruptionBudget")).isEmpty();
    }

    private static final PolicyText POLICY = PolicyText.of("main").mode("Observe");

    private static JsonNode guard(Documents manifests) {
        return manifests
                .ofKind("ValidatingAdmissionPolicyBinding")
                .filter(binding -> binding.at("/metadata/name").asText().equals("berth-guard"))
                .findFirst()
                .orElseThrow();
    }

    /** Roles of a cluster have names of their own, so it goes again with the test. */
    private Helm installed(Cluster cluster, String namespace, String... settings) {
        var helm = Helm.of(cluster.kubeconfig());
        var words = new ArrayList<>(List.of("install", "berth", CHART, "-n", namespace));
        words.addAll(List.of(settings));
        endings.add(() -> helm.attempt("uninstall", "berth", "-n", namespace));
        helm.run(words.toArray(String[]::new));
        return helm;
    }

    private static String template(String... settings) {
        var words = new ArrayList<>(List.of("template", "berth", CHART, "-n", "berth-system"));
        words.addAll(List.of(settings));
        return Helm.alone().run(words.toArray(String[]::new));
    }

    private static int replicas(Cluster cluster, String namespace) {
        return cluster.client()
                .apps()
                .deployments()
                .inNamespace(namespace)
                .withName("berth")
                .require()
                .getSpec()
                .getReplicas();
    }

    private static boolean isThere(Cluster cluster, String namespace, JsonNode object) {
        var kind = cluster.client()
                .genericKubernetesResources(
                        object.path("apiVersion").asText(), object.path("kind").asText());
        var name = object.at("/metadata/name").asText();
        return (object.at("/metadata").has("namespace")
                        ? kind.inNamespace(namespace).withName(name).get()
                        : kind.withName(name).get())
                != null;
    }

    private static String restricted(Cluster cluster) {
        var name = cluster.namespace();
        cluster.client()
                .namespaces()
                .withName(name)
                .edit(namespace -> new NamespaceBuilder(namespace)
                        .editMetadata()
                        .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                        .endMetadata()
                        .build());
        return name;
    }

    private static Pod dryRun(Cluster cluster, JsonNode pod) {
        return cluster.client()
                .resource(Serialization.unmarshal(pod.toString(), Pod.class))
                .dryRun()
                .create();
    }

    /** @param resource as {@code RESOURCE[.GROUP][/SUBRESOURCE]} */
    private static boolean mayIt(Cluster cluster, String own, String verb, String resource, String namespace) {
        var parts = resource.split("/");
        var named = parts[0].split("\\.", 2);
        var review = new SubjectAccessReviewBuilder()
                .withNewSpec()
                .withUser("system:serviceaccount:" + own + ":berth")
                .withNewResourceAttributes()
                .withVerb(verb)
                .withResource(named[0])
                .withGroup(named.length > 1 ? named[1] : "")
                .withSubresource(parts.length > 1 ? parts[1] : null)
                .withNamespace(namespace)
                .endResourceAttributes()
                .endSpec()
                .build();
        return cluster.client()
                .authorization()
                .v1()
                .subjectAccessReview()
                .create(review)
                .getStatus()
                .getAllowed();
    }
}
