package dev.berth.app;

import dev.berth.adapter.kube.Cluster;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.io.File;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A client to a test's cluster that reaches it no more once a journal was written to so many times: as with a process that is
 * killed before it writes again, nothing more of it arrives.
 */
final class Doomed implements Interceptor, AutoCloseable {
    /** Where nobody answers. */
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1/");

    private final int writes;
    private final AtomicInteger written = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private final KubernetesClient client;

    Doomed(Cluster cluster, int writes) {
        this.writes = writes;
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.fromKubeconfig(new File(cluster.kubeconfig())))
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .withHttpClientBuilderConsumer(builder -> builder.addOrReplaceInterceptor("end", this))
                .build();
    }

    KubernetesClient client() {
        return client;
    }

    @Override
    public void before(BasicBuilder request, HttpRequest asked, RequestTags tags) {
        boolean entry = !asked.method().equals("GET") && asked.uri().getPath().contains("/portmigrations");
        if (entry && written.incrementAndGet() > writes) {
            end.countDown();
        }
        if (end.getCount() == 0) {
            request.uri(NOWHERE);
        }
    }

    void awaitEnd(Duration patience) throws InterruptedException {
        if (!end.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("the journal was written to " + written + " times alone");
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
