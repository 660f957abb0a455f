package dev.berth.app;

import static org.awaitility.Awaitility.await;

import dev.berth.adapter.kube.Cluster;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;

/**
 * A Service of an API server without nodes, whose address this machine has on loopback, with a real PostgreSQL in a container
 * behind both of its ports; and its EndpointSlice, which nobody writes but the test.
 */
final class LoopbackService implements AutoCloseable {
    static final String PASSWORD = "canary-of-main-77c0de";

    private final Cluster cluster;
    private final String namespace;
    private final String address;

    LoopbackService(Cluster cluster) {
        this.cluster = cluster;
        this.namespace = cluster.namespace();
        this.address = served();
        try {
            Shell.run("ip", "address", "add", address + "/32", "dev", "lo");
            Shell.docker(
                    "run",
                    "-d",
                    "--name",
                    namespace,
                    "-e",
                    "POSTGRES_PASSWORD=" + PASSWORD,
                    "-p",
                    address + ":5432:5432",
                    "-p",
                    address + ":7000:5432",
                    "berth-rig/postgres:15");
            await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
                DriverManager.getConnection("jdbc:postgresql://" + address + "/postgres", "postgres", PASSWORD)
                        .close();
                return true;
            });
        } catch (RuntimeException | AssertionError e) {
            close();
            throw e;
        }
        slice("{name: '', port: 5432}");
    }

    /** Makes the Service; gives its address, which is the API server's choice: only that knows which ones others have. */
    private String served() {
        cluster.apply(namespace, """
                apiVersion: v1
                kind: Service
                metadata: {name: main}
                spec: {selector: {app: main}, ports: [{port: 5432, targetPort: 5432}]}
                """);
        return cluster.client()
                .services()
                .inNamespace(namespace)
                .withName("main")
                .require()
                .getSpec()
                .getClusterIP();
    }

    String namespace() {
        return namespace;
    }

    void secret() {
        cluster.apply(namespace, """
                apiVersion: v1
                kind: Secret
                metadata: {name: main}
                stringData: {user: postgres, password: PASSWORD}
                """.replace("PASSWORD", PASSWORD));
    }

    ShopPolicy policy() {
        cluster.apply(namespace, """
                apiVersion: berth.dev/v1alpha1
                kind: DatabasePortPolicy
                metadata: {name: shop}
                spec:
                  kubernetes: {}
                  databases:
                    - name: main
                      engine: PostgreSQL
                      service: main
                      ports: [{name: sql, target: 5432, port: 7000}]
                      credentials:
                        user: {secretKeyRef: {name: main, key: user}}
                        password: {secretKeyRef: {name: main, key: password}}
                """);
        return new ShopPolicy(cluster, namespace);
    }

    /** What the cluster's own controller would do a moment after the Service got its second port. */
    void follow() {
        slice("{name: sql-5432, port: 5432}, {name: sql-7000, port: 5432}");
    }

    private void slice(String ports) {
        cluster.apply(namespace, """
                apiVersion: discovery.k8s.io/v1
                kind: EndpointSlice
                metadata: {name: main-1, labels: {kubernetes.io/service-name: main}}
                addressType: IPv4
                ports: [PORTS]
                endpoints: [{addresses: [10.244.0.9], conditions: {ready: true}}]
                """.replace("PORTS", ports));
    }

    /** Its ports as {@code NAME PORT}. */
    List<String> ports() {
        return cluster.ports(namespace, "main");
    }

    @Override
    public void close() {
        Shell.attempt("docker", "rm", "-f", "-v", namespace);
        Shell.attempt("ip", "address", "del", address + "/32", "dev", "lo");
    }
}
