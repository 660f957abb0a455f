package dev.berth.app;

import static org.awaitility.Awaitility.await;

import dev.berth.adapter.kube.Node;
import java.sql.DriverManager;
import java.time.Duration;

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
                      readinessProbe: {tcpSocket: {port: 5432}, periodSeconds: 1}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: pg}
            spec: {selector: {app: pg}, ports: [PORT]}
            """;

    private PostgresPod() {}

    /** @param port the Service's only one, as its manifest has it */
    static Node on(Node node, String port) {
        return on(node, "default", port);
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
