package dev.berth.app;

import static org.awaitility.Awaitility.await;

import dev.berth.adapter.kube.Node;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.stream.Stream;

/** A PostgreSQL in a pod of a node, behind the Service {@code pg}. */
final class PostgresPod {
    static final String IMAGE = "berth-rig/postgres:15";

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
                      readinessProbe: {tcpSocket: {port: 5432}, periodSeconds: 1, timeoutSeconds: 5}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: pg}
            spec: {selector: {app: pg}, ports: [PORT]}
            """;

    private PostgresPod() {}

    /**
     * One on a node of its own, in its namespace {@code default}.
     *
     * @param proxy the mode of the node's kube-proxy
     * @param port the Service's only one, as its manifest has it
     * @param images what else the node's pods may run
     */
    static Node alone(String proxy, String port, String... images) {
        var node = Node.start(
                proxy, Stream.concat(Stream.of(IMAGE), Stream.of(images)).toArray(String[]::new));
        try {
            return on(node, "default", port);
        } catch (RuntimeException | AssertionError e) {
            node.close();
            throw e;
        }
    }

    static Node on(Node node, String namespace, String port) {
        node.apply(namespace, DATABASE.replace("PORT", port));
        node.awaitReady(namespace, "pg-0");
        // A Service leads to a pod a moment after that is ready.
        var url = "jdbc:postgresql://" + node.service(namespace, "pg").getSpec().getClusterIP()
                + "/postgres?user=postgres";
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
            DriverManager.getConnection(url).close();
            return true;
        });
        return node;
    }
}
