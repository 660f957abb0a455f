package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.adapter.kube.Node;
import dev.berth.adapter.kube.PolicyText;
import dev.berth.install.Helm;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** A real node with berth's image, and its chart installed there by a real Helm as docs/install.md has it. */
final class Installation implements AutoCloseable {
    private static final String OWN = "berth-system";
    private static final String CHART = "helm/berth";
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
        var image = "berth-it-installed:" + tag;
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
        var image = "image.repository=berth-it-installed,image.tag=" + tag;
        helm.run("upgrade", "--install", "berth", CHART, "-n", OWN, "--set", image);
        try {
            node.kubectl("-n", OWN, "rollout", "status", "deployment/berth", "--timeout=180s");
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + said(), e);
        }
    }

    void down() {
        helm.run("uninstall", "berth", "-n", OWN);
        await("berth's pods go").atMost(PATIENCE).until(() -> pods().isEmpty());
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

    void awaitLeader(String pod) {
        await("leader " + pod).atMost(PATIENCE).until(() -> holder().equals(pod));
    }

    private String holder() {
        return node.leader(OWN);
    }

    /** The names of its pods. */
    List<String> pods() {
        return node.client().pods().inNamespace(OWN).list().getItems().stream()
                .map(pod -> pod.getMetadata().getName())
                .toList();
    }

    /** How often containers of its pods were begun anew. */
    int restarts() {
        return pods().stream().mapToInt(pod -> container(pod).getRestartCount()).sum();
    }

    void delete(String pod) {
        node.kubectl("-n", OWN, "delete", "pod", pod);
    }

    /** Kills what runs in the container of a pod as a kernel that is out of memory does. */
    void kill(String pod) {
        var container = container(pod).getContainerID().replaceFirst("^.*://", "");
        var processes = ProcessHandle.allProcesses()
                .filter(process -> isOf(process, container))
                .toList();
        assertThat(processes).as("processes of %s", container).isNotEmpty();
        processes.forEach(ProcessHandle::destroyForcibly);
    }

    private ContainerStatus container(String pod) {
        Pod found = node.client().pods().inNamespace(OWN).withName(pod).require();
        return found.getStatus().getContainerStatuses().get(0);
    }

    /** A node's processes are this machine's, too, in groups that are named by their containers. */
    private static boolean isOf(ProcessHandle process, String container) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(process.pid()), "cgroup"))
                    .contains(container);
        } catch (IOException gone) {
            return false;
        }
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
            node.apply(namespace, PolicyText.of("pg"));
            node.kubectl("-n", namespace, "wait", "--for=condition=Ready", "--timeout=120s", "dpp/shop");
            return this;
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
