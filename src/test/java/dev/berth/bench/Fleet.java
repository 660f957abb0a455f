package dev.berth.bench;

import dev.berth.adapter.kube.Cluster;
import dev.berth.operator.DatabasePortPolicy;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.ServiceResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Many policies in sync on one API server, each with a Service of its own, some to a namespace. */
final class Fleet {
    static final int CROWD = 20;

    private static final int HANDS = 16;
    private static final String POLICY = """
            apiVersion: berth.dev/v1alpha1
            kind: DatabasePortPolicy
            metadata: {name: shop-N, namespace: NAMESPACE}
            spec:
              mode: Plan
              kubernetes: {}
              databases:
                - {name: main, engine: PostgreSQL, service: main-N, ports: [{name: sql, target: 5432, port: 7000}]}
            """;
    private static final String SERVICE = """
            apiVersion: v1
            kind: Service
            metadata: {name: main-N, namespace: NAMESPACE}
            spec:
              selector: {app: main-N}
              ports:
                - {name: sql, port: 5432, targetPort: 5432}
                - {name: sql-7000, port: 7000, targetPort: 5432}
            """;

    private final KubernetesClient client;
    private int size;

    Fleet(Cluster cluster) {
        this.client = cluster.client();
    }

    int size() {
        return size;
    }

    /** Adds policies until there are so many, each with its Service. */
    void grow(int wanted) {
        for (int crowd = size / CROWD; crowd * CROWD < wanted; crowd++) {
            client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(namespace(crowd * CROWD))
                            .endMetadata()
                            .build())
                    .create();
        }
        each(size, wanted, number -> {
            client.resource(Serialization.unmarshal(named(SERVICE, number), Service.class))
                    .create();
            client.resource(Serialization.unmarshal(named(POLICY, number), DatabasePortPolicy.class))
                    .create();
        });
        size = wanted;
    }

    /** Makes policies as they were before anybody looked at them. */
    void forget() {
        each(
                0,
                size,
                number -> client.resources(DatabasePortPolicy.class)
                        .inNamespace(namespace(number))
                        .withName("shop-" + number)
                        .subresource("status")
                        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\": null}"));
    }

    /** Touches a Service of each namespace, which has every policy of it looked at again. */
    void touch(String word) {
        each(
                0,
                size / CROWD,
                crowd -> services(crowd * CROWD)
                        .patch(
                                PatchContext.of(PatchType.JSON_MERGE),
                                "{\"metadata\": {\"labels\": {\"touched\": \"" + word + "\"}}}"));
    }

    /** Takes the protected port of one away, or gives it back, as somebody beside berth would. */
    void edit(int number, boolean there) {
        services(number)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"spec\": {\"ports\": [{\"name\": \"sql\", \"port\": 5432, \"targetPort\": 5432}"
                                + (there ? ", {\"name\": \"sql-7000\", \"port\": 7000, \"targetPort\": 5432}" : "")
                                + "]}}");
    }

    private ServiceResource<Service> services(int number) {
        return client.services().inNamespace(namespace(number)).withName("main-" + number);
    }

    /** Of a policy, as {@code NAMESPACE/NAME}. */
    static String key(int number) {
        return namespace(number) + "/shop-" + number;
    }

    private static String namespace(int number) {
        return "crowd-" + number / CROWD;
    }

    private static String named(String document, int number) {
        return document.replace("NAMESPACE", namespace(number)).replace("-N", "-" + number);
    }

    private static void each(int from, int to, IntConsumer work) {
        var hands = Executors.newFixedThreadPool(HANDS);
        try {
            List<Callable<Boolean>> tasks = IntStream.range(from, to)
                    .<Callable<Boolean>>mapToObj(number -> () -> {
                        work.accept(number);
                        return true;
                    })
                    .toList();
            for (var done : hands.invokeAll(tasks)) {
                done.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            hands.shutdownNow();
        }
    }
}
