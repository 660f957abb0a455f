package dev.berth.app;

import static org.awaitility.Awaitility.await;

import dev.berth.adapter.kube.Node;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL in a pod of a node, which clients reach by a port of that node, and one such client in a pod. */
final class HostPortPod {
    private static final String MANIFEST = """
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: pg}
            spec:
              serviceName: pg
              selector: {matchLabels: {app: pg}}
              template:
                metadata: {labels: {app: pg}}
                spec:
                  terminationGracePeriodSeconds: 5
                  containers:
                    - name: pg
                      image: berth-rig/postgres:15
                      imagePullPolicy: Never
                      env: [{name: POSTGRES_HOST_AUTH_METHOD, value: trust}, {name: PGDATA, value: /data/pg}]
                      ports: [{name: postgres, containerPort: 5432, hostPort: 5432}]
                      readinessProbe: {tcpSocket: {port: 5432}, periodSeconds: 1, timeoutSeconds: 5}
                      volumeMounts: [{name: data, mountPath: /data}]
                  volumes: [{name: data, hostPath: {path: FOLDER/volume, type: DirectoryOrCreate}}]
            """;

    private static final String CLIENT = """
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
            apiVersion: v1
            kind: Service
            metadata: {name: web}
            spec: {selector: {app: web}, ports: [{port: 3200}]}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
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

    private static final String BLOCKER = """
            apiVersion: v1
            kind: Pod
            metadata: {name: blocker}
            spec:
              containers:
                - name: pause
                  image: berth-rig/pause:1
                  imagePullPolicy: Never
                  ports: [{containerPort: 80, hostPort: PORT}]
            """;

    private final Node node;
    private final String address;

    private HostPortPod(Node node) {
        this.node = node;
        this.address = node.client().getMasterUrl().getHost();
    }

    static Node start() {
        return Node.start("iptables", PostgresPod.IMAGE, ClientPods.IMAGE);
    }

    /**
     * @param data the folder of the node that has the database's data
     * @param ill the port on which the client finds itself unwell, though it is not; empty for none
     */
    static HostPortPod on(Node node, Path data, String ill) {
        var pod = new HostPortPod(node);
        node.apply(MANIFEST.replace("FOLDER", data.toString()));
        node.awaitReady("default", "pg-0");
        await().atMost(Duration.ofSeconds(30)).until(() -> pod.answers(5432));
        pod.sql("create table visits (pod text, port int, visit int, failed int, lost int)");
        pod.sql("create table rows (id int)");
        node.apply(CLIENT.replace("ADDRESS", pod.address).replace("ILL\"", ill + "\""));
        WebClients.start(node);
        pod.awaitVisits(5432);
        return pod;
    }

    /** Where the client says whether it is well. */
    String health() {
        return "http://" + node.address("web") + ":3200/health";
    }

    /** What its ConfigMap says. */
    String clientPort() {
        return WebClients.port(node);
    }

    /** The port of the node in the template of the database's pods. */
    int hostPort() {
        StatefulSet set = node.client()
                .apps()
                .statefulSets()
                .inNamespace("default")
                .withName("pg")
                .require();
        return set.getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getPorts()
                .get(0)
                .getHostPort();
    }

    /** Has another pod take a port of the node. */
    void block(int port) {
        node.apply(BLOCKER.replace("PORT", "" + port));
        node.awaitReady("default", "blocker");
    }

    /** Until the database's pod is one that no node takes. */
    void awaitNoPlace() {
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(
                        () -> node
                                .client()
                                .pods()
                                .inNamespace("default")
                                .withName("pg-0")
                                .require()
                                .getStatus()
                                .getConditions()
                                .stream()
                                .anyMatch(condition -> "Unschedulable".equals(condition.getReason())));
    }

    boolean answers(int port) {
        try (var connection = connection(address, port)) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Until the client has come to a port some times more, which is asked there too. */
    void awaitVisits(int port) {
        var visits = "select count(*) from visits where port = " + port;
        int before = numbers(port, visits).get(0);
        await().atMost(Duration.ofSeconds(30)).until(() -> numbers(port, visits).get(0) > before + 20);
    }

    /** Pods of the client of which a visit that was acknowledged is not there. */
    int losers(int port) {
        return numbers(
                        port,
                        "select count(*) from (select max(visit) + 1 - max(failed) as acknowledged, count(*) as there"
                                + " from visits group by pod) as pods where there < acknowledged")
                .get(0);
    }

    List<Integer> rows(int port) {
        return numbers(port, "select id from rows");
    }

    private List<Integer> numbers(int port, String query) {
        try (var connection = connection(address, port);
                var statement = connection.createStatement();
                var answer = statement.executeQuery(query)) {
            var numbers = new ArrayList<Integer>();
            while (answer.next()) {
                numbers.add(answer.getInt(1));
            }
            return numbers;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void sql(String statement) {
        try (var connection = connection(address, 5432);
                var open = connection.createStatement()) {
            open.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection connection(String address, int port) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://" + address + ":" + port
                + "/postgres?user=postgres&connectTimeout=2&socketTimeout=5");
    }

    /** Writes one row after the other at a port, until it is closed. */
    Writer writer(int port) {
        return new Writer(address, port);
    }

    /** What writes, and remembers what was acknowledged. */
    static final class Writer implements AutoCloseable {
        private static final int MOST = 20_000;

        private final ConcurrentLinkedQueue<Integer> acknowledged = new ConcurrentLinkedQueue<>();
        private final ExecutorService thread = Executors.newSingleThreadExecutor();
        private volatile boolean open = true;

        Writer(String address, int port) {
            thread.execute(() -> {
                for (int id = 0; open && id < MOST; ) {
                    id = write(address, port, id);
                }
            });
            await().until(() -> !acknowledged.isEmpty());
        }

        /** Gives the next one; what was not acknowledged may be there or not. */
        private int write(String address, int port, int first) {
            int id = first;
            try (var connection = connection(address, port);
                    var statement = connection.prepareStatement("insert into rows values (?)")) {
                while (open && id < MOST) {
                    statement.setInt(1, id);
                    statement.executeUpdate();
                    acknowledged.add(id++);
                }
                return id;
            } catch (SQLException e) {
                return id + 1;
            }
        }

        List<Integer> acknowledged() {
            return List.copyOf(acknowledged);
        }

        @Override
        public void close() {
            open = false;
            thread.shutdown();
            try {
                if (!thread.awaitTermination(15, TimeUnit.SECONDS)) {
                    throw new AssertionError("the writer does not end");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
