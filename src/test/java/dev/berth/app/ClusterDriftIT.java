package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.adapter.kube.Cluster;
import dev.berth.operator.DatabasePortPolicy;
import dev.berth.operator.PolicyOperator.Terms;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.io.File;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Edits of Services beside berth, all of which it sees, though the streams of its watches break all the time. */
@Timeout(600)
@ExtendWith(Cluster.Given.class)
class ClusterDriftIT {
    private static final int NAMESPACES = 10;
    private static final int SERVICES = 20;
    private static final long SEED = 7000;

    /** As {@link ClusterAccess} has it. */
    private static final int RETRIES = 5;

    private static final int WATCH_AGAIN_MILLIS = 100;

    private final Cluster cluster;
    private final List<String> namespaces;
    private final List<Intruder> intruders;
    private final AtomicInteger broken = new AtomicInteger();

    ClusterDriftIT(Cluster cluster) {
        this.cluster = cluster;
        this.namespaces = Stream.generate(cluster::namespace).limit(NAMESPACES).toList();
        this.intruders = IntStream.range(0, SERVICES)
                .mapToObj(n -> new Intruder(cluster, namespaces.get(n % NAMESPACES), n, n < SERVICES / 2))
                .toList();
    }

    @AfterEach
    void end() {
        namespaces.forEach(namespace -> cluster.client()
                .resources(DatabasePortPolicy.class)
                .inNamespace(namespace)
                .delete());
    }

    @Test
    void ofTwoHundredEditsNoneIsMissed() throws Exception {
        everyEditIsSeen(200);
    }

    @Test
    @Tag("slow")
    void ofAThousandEditsNoneIsMissed() throws Exception {
        everyEditIsSeen(1000);
    }

    private void everyEditIsSeen(int edits) throws Exception {
        intruders.forEach(Intruder::prepare);
        try (var wire = new FrayedWire(
                        URI.create(cluster.client().getMasterUrl().toString()).getPort(), SEED);
                var client = by(wire);
                var operator = operator(client)) {
            intruders.forEach(Intruder::awaitReady);
            wire.fray();

            int seen = seen(edits / SERVICES);

            assertThat(seen).isEqualTo(edits);
            intruders.forEach(Intruder::assertPutRightOnceEach);
            assertThat(wire.cuts()).isGreaterThan(edits / 10);
            assertThat(broken).hasValue(0);
            assertThat(operator.policies()).hasSize(SERVICES);
        }
    }

    /** Services side by side, each one edit at a time. */
    private int seen(int each) throws Exception {
        var threads = Executors.newFixedThreadPool(SERVICES);
        try {
            var tasks = new ArrayList<Callable<Integer>>();
            intruders.forEach(intruder -> tasks.add(() -> intruder.edit(each)));
            int seen = 0;
            for (var task : threads.invokeAll(tasks)) {
                seen += task.get();
            }
            return seen;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Its watches go by the wire, and its calls straight. */
    private KubernetesClient by(FrayedWire wire) {
        var watches = new ByWire(wire.port());
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.fromKubeconfig(new File(cluster.kubeconfig())))
                        .withRequestRetryBackoffLimit(RETRIES)
                        .withWatchReconnectInterval(WATCH_AGAIN_MILLIS)
                        .build())
                .withHttpClientBuilderConsumer(builder -> builder.addOrReplaceInterceptor("watches", watches))
                .build();
    }

    /** Has watches go to another port of this machine. */
    private record ByWire(int port) implements Interceptor {
        @Override
        public void before(BasicBuilder request, HttpRequest asked, RequestTags tags) {
            var to = asked.uri().toString();
            if (to.contains("watch=true")) {
                request.uri(URI.create(to.replaceFirst(":\\d+/", ":" + port + "/")));
            }
        }
    }

    private ClusterWatch operator(KubernetesClient client) {
        var terms = new Terms(Set.copyOf(namespaces), Optional.empty(), broken::incrementAndGet);
        return Podless.operator(client, namespaces.get(0), terms, new ClusterTally());
    }
}
