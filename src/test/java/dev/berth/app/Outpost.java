package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.adapter.kube.Node;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * berth's daemon in a pod of a node, by the manifests of the example, and the Docker engine that it keeps: a real one on
 * this machine, which the pod reaches by TLS alone.
 */
final class Outpost implements AutoCloseable {
    static final String PASSWORD = "canary-of-shop-51d00c";

    private static final String EXAMPLE = "deploy/examples/kubernetes/docker-host";
    private static final String NAMESPACE = "berth-docker";
    private static final String POD = "berth-0";
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String VOLUME = """
            apiVersion: v1
            kind: PersistentVolume
            metadata: {name: berth-state}
            spec:
              capacity: {storage: 1Gi}
              accessModes: [ReadWriteOnce]
              claimRef: {namespace: berth-docker, name: berth-state}
              local: {path: FOLDER}
              nodeAffinity:
                required:
                  nodeSelectorTerms:
                    - matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [rig]}]
            """;

    private final Node node;
    private final PrivateEngine docker;
    private final String address;
    private final String example;
    private final HttpClient http = HttpClient.newHttpClient();

    private Outpost(Node node, PrivateEngine docker, String address) {
        this.node = node;
        this.docker = docker;
        this.address = address;
        this.example = read(Path.of(EXAMPLE, "policy.yaml"));
    }

    /**
     * @param image berth's, which the node has
     * @param folder for certificates and the volume
     */
    static Outpost on(Node node, String image, Path folder) {
        var authority = new Authority(folder.resolve("authority"));
        int port = Berths.outside();
        var docker = PrivateEngine.securedBy(authority, node.host(), port);
        var outpost = new Outpost(node, docker, node.host() + ":" + port);
        try {
            docker.load(PostgresPod.IMAGE);
            outpost.apply(image, authority.client("berth"), folder);
            return outpost;
        } catch (RuntimeException | Error e) {
            outpost.close();
            throw e;
        }
    }

    private void apply(String image, Path certificates, Path folder) {
        node.kubectl("apply", "-f", EXAMPLE + "/namespace.yaml");
        var files = Stream.of("ca.pem", "cert.pem", "key.pem").map(file -> "--from-file=" + certificates.resolve(file));
        kubectl(Stream.concat(Stream.of("create", "secret", "generic", "docker-tls"), files)
                .toArray(String[]::new));
        kubectl("create", "secret", "generic", "shop-db", "--from-literal=password=" + PASSWORD);
        var manifests = node.kubectl("kustomize", EXAMPLE)
                .replace("berth:0.1.0", image)
                .replace("docker.example.org:2376", address);
        var file = folder.resolve("outpost.yaml");
        write(file, VOLUME.replace("FOLDER", folder(folder.resolve("volume"))) + "---\n" + manifests);
        node.kubectl("apply", "-f", file.toString());
        try {
            kubectl("rollout", "status", "statefulset/berth", "--timeout=180s");
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + kubectl("get", "pods,pvc,events") + said(), e);
        }
    }

    /** A PostgreSQL in a container of its own name, with one row. */
    Moored database(String name) {
        var database = Moored.postgres(name).guardedBy(PASSWORD).onEveryAddress();
        docker.engine()
                .docker(
                        "run",
                        "-d",
                        "--name",
                        name,
                        "-v",
                        name + "-data:/var/lib/postgresql/data",
                        "-e",
                        "POSTGRES_PASSWORD=" + PASSWORD,
                        "-p",
                        database.before() + ":5432",
                        PostgresPod.IMAGE);
        await().atMost(PATIENCE).until(() -> database.insert(database.before(), 1));
        return database;
    }

    /** The example's policy for a database, under the database's name. */
    void policy(Moored database) {
        policy(database, "", "");
    }

    /** The same with another text in the place of one in it. */
    void policy(Moored database, String find, String replace) {
        assertThat(example).contains(find);
        var text = example.replace("name: shop\n", "name: " + database.service() + "\n")
                .replace("container: shop-db", "container: " + database.service())
                .replace("docker.example.org:2376", address)
                .replace("port: 7000}", "port: " + database.after() + "}")
                .replace(find, replace);
        node.client().configMaps().inNamespace(NAMESPACE).withName("policies").edit(map -> {
            map.getData().put(database.service() + ".yaml", text);
            return map;
        });
        // Else the node's own round would bring it, within a minute or so.
        kubectl("annotate", "pod", POD, "--overwrite", "berth.test/policies=" + System.nanoTime());
    }

    /** What a command says in the pod beside the daemon. */
    String berth(String command, Moored database) {
        return Shell.attempt(
                        Path.of(node.kubeconfig()).resolveSibling("kubectl").toString(),
                        "--kubeconfig",
                        node.kubeconfig(),
                        "-n",
                        NAMESPACE,
                        "exec",
                        POD,
                        "--",
                        "java",
                        "-jar",
                        "/berth/quarkus-run.jar",
                        command,
                        "-f",
                        "/etc/berth/" + database.service() + ".yaml",
                        "--state",
                        "/var/lib/berth/state")
                .said();
    }

    void awaitCondition(Moored database, String type, String beginning) {
        await(type + "=" + beginning + " of " + database.service())
                .atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(condition(database, type)).as(this::said).startsWith(beginning));
    }

    /** Its status, reason and message; empty where it is not known. */
    String condition(Moored database, String type) {
        try {
            var place = "http://" + running().getStatus().getPodIP() + ":7300/api/v1/policies/production/";
            var request = HttpRequest.newBuilder(URI.create(place + database.service()))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            for (var condition : new ObjectMapper().readTree(answer.body()).path("conditions")) {
                if (condition.path("type").asText().equals(type)) {
                    return String.join(
                            " ",
                            condition.path("status").asText(),
                            condition.path("reason").asText(),
                            condition.path("message").asText());
                }
            }
            return "";
        } catch (IOException notYet) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Kills the daemon as soon as it says something, and waits until one is begun anew in its place. */
    void killWhenSaid(String words, Runnable cause) {
        int before = restarts();
        var processes = PodProcesses.of(running());
        try (var log = new Heard(words);
                var watch = node.client()
                        .pods()
                        .inNamespace(NAMESPACE)
                        .withName(POD)
                        .sinceSeconds(1)
                        .watchLog(log)) {
            assertThat(watch).isNotNull();
            cause.run();
            log.await(PATIENCE);
            processes.forEach(ProcessHandle::destroyForcibly);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await("the next container").atMost(PATIENCE).until(() -> restarts() > before);
    }

    private int restarts() {
        return running().getStatus().getContainerStatuses().get(0).getRestartCount();
    }

    /** How a second replica ends. */
    ContainerStateTerminated secondReplica() {
        kubectl("scale", "statefulset/berth", "--replicas=2");
        try {
            return await("the end of a second replica")
                    .atMost(PATIENCE)
                    .until(this::ended, Optional::isPresent)
                    .orElseThrow();
        } finally {
            kubectl("scale", "statefulset/berth", "--replicas=1");
            await("one replica").atMost(PATIENCE).until(() -> pods().equals(List.of(POD)));
        }
    }

    private Optional<ContainerStateTerminated> ended() {
        return node.client().pods().inNamespace(NAMESPACE).list().getItems().stream()
                .filter(pod -> !pod.getMetadata().getName().equals(POD))
                .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
                .flatMap(status -> Stream.of(
                        status.getState().getTerminated(), status.getLastState().getTerminated()))
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** Deletes the pod and waits for its successor. */
    void replacePod() {
        kubectl("delete", "pod", POD);
        kubectl("rollout", "status", "statefulset/berth", "--timeout=180s");
    }

    /** The engine's containers by their names. */
    List<String> containers() {
        return docker.engine().lines("ps", "-a", "--format", "{{.Names}}");
    }

    /** What the daemon says since its container began. */
    String said() {
        return kubectl("logs", POD, "--tail=-1");
    }

    private Pod running() {
        return node.client().pods().inNamespace(NAMESPACE).withName(POD).require();
    }

    private List<String> pods() {
        return node.client().pods().inNamespace(NAMESPACE).list().getItems().stream()
                .map(pod -> pod.getMetadata().getName())
                .toList();
    }

    private String kubectl(String... words) {
        return node.kubectl(
                Stream.concat(Stream.of("-n", NAMESPACE), Stream.of(words)).toArray(String[]::new));
    }

    private static String folder(Path path) {
        try {
            return Files.createDirectory(path).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        var engine = docker.engine();
        engine.lines("ps", "-aq").forEach(id -> engine.docker("rm", "-fv", id));
        docker.close();
    }
}
