package dev.berth.app;

import static org.awaitility.Awaitility.await;

import dev.berth.adapter.kube.Node;
import dev.berth.adapter.kube.PolicyText;
import dev.berth.install.Helm;
import dev.berth.operator.MigrationEntry;
import dev.berth.operator.PortMigration;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** A real node with berth's image, and its chart installed there by a real Helm as docs/install.md has it. */
final class Installation implements AutoCloseable {
    private static final String OWN = "berth-system";
    private static final String CHART = "helm/berth";
    private static final String IMAGE = "berth-it-installed";
    private static final int TOO_MANY = 429;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Node node;
    private final Helm helm;
    private final String tag;

    private Installation(Node node, String tag) {
        this.node = node;
        this.helm = Helm.of(node.kubeconfig());
        this.tag = tag;
    }

    /** @param folder for the image */
    static Installation prepared(Path folder) {
        var tag = UUID.randomUUID().toString();
        var image = IMAGE + ":" + tag;
        try {
            BuiltImage.load(image, folder);
            return new Installation(Node.bare("iptables", PostgresPod.IMAGE, image), tag);
        } finally {
            // The node has one of its own.
            BuiltImage.remove(image);
        }
    }

    Node node() {
        return node;
    }

    /** berth's, which the node has. */
    String image() {
        return IMAGE + ":" + tag;
    }

    /** Installs it where it is not, and waits until all its pods are ready. */
    void up() {
        node.client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(OWN)
                        .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                        .endMetadata()
                        .build())
                .serverSideApply();
        var image = "image.repository=" + IMAGE + ",image.tag=" + tag;
        helm.run("upgrade", "--install", "berth", CHART, "-n", OWN, "--set", image);
        try {
            node.kubectl("-n", OWN, "rollout", "status", "deployment/berth", "--timeout=180s");
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + said(), e);
        }
    }

    void down() {
        helm.run("uninstall", "berth", "-n", OWN);
        await("berth's pods go").atMost(PATIENCE).until(() -> all().isEmpty());
    }

    /** A PostgreSQL behind the Service {@code pg} of a namespace of its own, whose only port has no name. */
    Database database(String namespace) {
        node.kubectl("create", "namespace", namespace);
        PostgresPod.on(node, namespace, "{port: 5432}");
        return new Database(node, namespace);
    }

    /** The pod that leads. */
    String leader() {
        return await("a leader").atMost(PATIENCE).until(this::holder, holder -> !holder.isEmpty());
    }

    /** Waits until another pod leads. */
    void awaitLeaderBesides(String pod) {
        await("a leader besides " + pod)
                .atMost(PATIENCE)
                .until(this::holder, holder -> !holder.isEmpty() && !holder.equals(pod));
    }

    /** Empty while nobody leads: a pod that is gone may have left its Lease behind. */
    private String holder() {
        var holder = node.leader(OWN);
        return pods().contains(holder) ? holder : "";
    }

    /** The names of its pods that are to stay. */
    List<String> pods() {
        return all().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .map(pod -> pod.getMetadata().getName())
                .toList();
    }

    private List<Pod> all() {
        return node.client().pods().inNamespace(OWN).list().getItems();
    }

    /** How often containers of its pods were begun anew. */
    int restarts() {
        return pods().stream().mapToInt(pod -> container(pod).getRestartCount()).sum();
    }

    /** Whether it has to go, as when its node is drained. */
    boolean evict(String pod) {
        // A client that asks again would wait until a budget lets it.
        var once = new RequestConfigBuilder()
                .withRequestTimeout(node.client().getConfiguration().getRequestTimeout())
                .withRequestRetryBackoffLimit(0)
                .build();
        try {
            return node.client()
                    .adapt(NamespacedKubernetesClient.class)
                    .withRequestConfig(once)
                    .call(client -> client.pods().inNamespace(OWN).withName(pod).evict());
        } catch (KubernetesClientException refused) {
            if (refused.getCode() != TOO_MANY) {
                throw refused;
            }
            return false;
        }
    }

    /** Kills what runs in the container of a pod as a kernel that is out of memory does. */
    void kill(String pod) {
        PodProcesses.of(found(pod)).forEach(ProcessHandle::destroyForcibly);
    }

    private ContainerStatus container(String pod) {
        return found(pod).getStatus().getContainerStatuses().get(0);
    }

    private Pod found(String pod) {
        return node.client().pods().inNamespace(OWN).withName(pod).require();
    }

    /** What tells why its pods are not well. */
    String said() {
        return node.kubectl("-n", OWN, "get", "pods,events")
                + node.kubectl("-n", OWN, "logs", "-l", "app.kubernetes.io/name=berth", "--tail=50", "--prefix");
    }

    @Override
    public void close() {
        node.close();
    }

    /** A PostgreSQL of the node, and the policy {@code shop} of its namespace. */
    record Database(Node node, String namespace) {
        /** Has berth move it, and waits as people do. */
        Database moved() {
            return begun().arrived();
        }

        /** Has berth move it. */
        Database begun() {
            node.apply(namespace, PolicyText.of("pg"));
            return this;
        }

        Database arrived() {
            node.kubectl("-n", namespace, "wait", "--for=condition=Ready", "--timeout=120s", "dpp/shop");
            return this;
        }

        /** Waits until a step has begun; its id without what stands before its name. */
        void awaitBegun(String step) {
            await(step)
                    .atMost(PATIENCE)
                    .until(() -> migrations().stream()
                            .flatMap(migration -> entries(migration).stream())
                            .anyMatch(entry -> entry.entry().equals("Began")
                                    && String.valueOf(entry.step()).endsWith(step)));
        }

        List<PortMigration> migrations() {
            return node.client()
                    .resources(PortMigration.class)
                    .inNamespace(namespace)
                    .list()
                    .getItems();
        }

        private static List<MigrationEntry> entries(PortMigration migration) {
            var status = migration.getStatus();
            return status == null || status.entries() == null ? List.of() : status.entries();
        }

        /** The ports of its Service as {@code NAME PORT}. */
        List<String> ports() {
            return node.ports(namespace, "pg");
        }

        String address() {
            return node.service(namespace, "pg").getSpec().getClusterIP();
        }
    }
}
