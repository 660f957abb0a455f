package dev.berth.app;

import static org.awaitility.Awaitility.await;

import dev.berth.adapter.kube.Node;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Clients of the PostgreSQL of a node, in pods that read host and port from a ConfigMap when they start. Each connects, asks
 * once and leaves, again and again, and writes into the database how it has fared so far. One more, a straggler, keeps to
 * the port that it has. What is on record of a pod that has ended is kept, as it may always be for a while.
 *
 * <p>A pod has a network of its own, whose kernel counts every first packet that got no answer and was sent again: so a
 * dropped packet is told from a busy machine.
 */
final class ClientPods {
    static final String IMAGE = "berth-rig/client:1";

    private static final String MANIFEST = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: web}
            data: {DB_HOST: "ADDRESS", DB_PORT: "5432"}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: code}
            data: {}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: straggler}
            spec:
              selector: {matchLabels: {app: straggler}}
              template:
                metadata: {labels: {app: straggler}}
                spec:
                  terminationGracePeriodSeconds: 2
                  containers:
                    - name: straggler
                      image: berth-rig/client:1
                      imagePullPolicy: Never
                      env: [{name: DB_HOST, value: "ADDRESS"}, {name: DB_PORT, value: "5432"}]
                      volumeMounts: [{name: code, mountPath: /app/src}]
                  volumes: [{name: code, configMap: {name: code}}]
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: web}
            spec: {selector: {app: web}, ports: [{port: 3200}]}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              replicas: 2
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}, finalizers: [berth.test/kept]}
                spec:
                  terminationGracePeriodSeconds: 2
                  containers:
                    - name: web
                      image: berth-rig/client:1
                      imagePullPolicy: Never
                      envFrom: [{configMapRef: {name: web}}]
                      env: [{name: ILL_ON, value: "ILL"}]
                      readinessProbe: {tcpSocket: {port: 3200}, periodSeconds: 1}
                      volumeMounts: [{name: code, mountPath: /app/src}]
                  volumes: [{name: code, configMap: {name: code}}]
            """;

    private final Node node;
    private final String database;

    private ClientPods(Node node) {
        this.node = node;
        this.database = node.service("pg").getSpec().getClusterIP();
    }

    /** @param ill the port on which they find themselves unwell, though they are not; empty for none */
    static ClientPods on(Node node, String ill) {
        ClientPods clients = new ClientPods(node);
        clients.sql(5432, "create table visits (pod text, port int, visit int, failed int, lost int)");
        node.apply(MANIFEST.replace("ADDRESS", clients.database).replace("ILL\"", ill + "\""));
        WebClients.start(node);
        clients.awaitMore(5432);
        return clients;
    }

    /** Where they say whether they are well. */
    String health() {
        return "http://" + node.service("web").getSpec().getClusterIP() + ":3200/health";
    }

    /** What their ConfigMap says. */
    String port() {
        return WebClients.port(node);
    }

    /** Until some more have come to a port, which is asked at that port too. */
    void awaitMore(int port) {
        int before = count(port);
        await().atMost(Duration.ofSeconds(30)).until(() -> count(port) > before + 20);
    }

    /** Has the straggler leave. */
    void dismissStraggler() {
        node.client()
                .apps()
                .deployments()
                .inNamespace("default")
                .withName("straggler")
                .delete();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> node.client()
                        .pods()
                        .inNamespace("default")
                        .withLabel("app", "straggler")
                        .list()
                        .getItems()
                        .isEmpty());
    }

    /** Pods that once failed to connect or to be answered, or whose first packet got no answer; and how often. */
    List<String> failures(int asked) {
        return rows(
                asked,
                "select pod || ' at ' || port || ': ' || max(failed) || ' failed, ' || max(lost) || ' packets dropped'"
                        + " from visits group by pod, port having max(failed) > 0 or max(lost) > 0");
    }

    /** The ports that the pods that have not ended have come to, each once. */
    List<String> ports(int asked) {
        List<String> pods =
                node.client().pods().inNamespace("default").withLabel("app", "web").list().getItems().stream()
                        .filter(pod -> !Set.of("Succeeded", "Failed")
                                .contains(pod.getStatus().getPhase()))
                        .map(pod -> pod.getMetadata().getName())
                        .toList();
        return rows(asked, "select distinct port from visits where pod in ('" + String.join("', '", pods) + "')");
    }

    private int count(int port) {
        return Integer.parseInt(
                rows(port, "select count(*) from visits where port = " + port).get(0));
    }

    private void sql(int port, String statement) {
        try (var connection = DriverManager.getConnection(url(port));
                var open = connection.createStatement()) {
            open.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> rows(int port, String query) {
        try (var connection = DriverManager.getConnection(url(port));
                var open = connection.createStatement();
                var answer = open.executeQuery(query)) {
            var rows = new ArrayList<String>();
            while (answer.next()) {
                rows.add(answer.getString(1));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String url(int port) {
        return "jdbc:postgresql://" + database + ":" + port
                + "/postgres?user=postgres&connectTimeout=5&socketTimeout=5";
    }
}
