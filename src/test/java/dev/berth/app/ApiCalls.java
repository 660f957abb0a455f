package dev.berth.app;

import dev.berth.adapter.kube.Cluster;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.io.File;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A client to a test's cluster, and all that it asked the API server for; a watch is no call. */
final class ApiCalls implements Interceptor, AutoCloseable {
    private final ConcurrentLinkedQueue<String> made = new ConcurrentLinkedQueue<>();
    private final KubernetesClient client;

    ApiCalls(Cluster cluster) {
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(new File(cluster.kubeconfig())))
                .withHttpClientBuilderConsumer(builder -> builder.addOrReplaceInterceptor("calls", this))
                .build();
    }

    KubernetesClient client() {
        return client;
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        if (!String.valueOf(request.uri().getQuery()).contains("watch=true")) {
            made.add(request.method() + " " + request.uri().getPath());
        }
    }

    /** As {@code METHOD PATH}, in the order in which they were made. */
    List<String> made() {
        return List.copyOf(made);
    }

    void forget() {
        made.clear();
    }

    @Override
    public void close() {
        client.close();
    }
}
