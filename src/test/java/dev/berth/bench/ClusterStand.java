package dev.berth.bench;

import dev.berth.adapter.kube.Cluster;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** An API server of the bench's own, with a fleet of policies that operators are let loose on, one after the other. */
final class ClusterStand implements AutoCloseable {
    private static final long REST_NANOS = 1_000_000_000;

    private final Path root;
    private final Cluster cluster = Cluster.alone("--service-cluster-ip-range=10.240.0.0/12");
    private final Fleet fleet = new Fleet(cluster);
    private int touches;

    ClusterStand(Path root) {
        this.root = root;
        client().resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(Rival.Berth.HOME)
                        .endMetadata()
                        .build())
                .create();
    }

    /**
     * What one operator came to with the fleet.
     *
     * @param first seconds from its start to every policy Ready, of which none has a status
     * @param again seconds from its start until it has looked at every policy, each of which has a status that is right
     * @param resync seconds in which it looks at every policy again while it runs
     * @param live MB on its heap, of what is alive
     */
    record Lap(
            double first,
            Requests firstCalls,
            double again,
            Requests againCalls,
            double resync,
            Requests resyncCalls,
            double live,
            double resident) {}

    Fleet fleet() {
        return fleet;
    }

    Lap lap(Rival rival) throws InterruptedException, TimeoutException {
        fleet.forget();
        var start = rested();
        try (var seen = new FleetWatch(client());
                var launch = rival.launch(root, cluster.kubeconfig())) {
            seen.awaitReady(fleet.size(), Rival.PATIENCE);
            double first = launch.seconds();
            var firstCalls = rested().since(start);
            var resync = resync(rival, launch);
            double live = launch.liveMegabytes();
            double resident = launch.residentMegabytes();
            launch.end();
            var restart = rested();
            double again = again(rival);
            return new Lap(
                    first,
                    firstCalls,
                    again,
                    rested().since(restart),
                    resync.seconds(),
                    resync.calls(),
                    live,
                    resident);
        }
    }

    /** What looking at every policy again took. */
    private record Resync(double seconds, Requests calls) {}

    private Resync resync(Rival rival, Launch launch) throws InterruptedException, TimeoutException {
        try (var seen = new FleetWatch(client())) {
            var before = rested();
            long passes = launch.passes();
            long start = System.nanoTime();
            touches++;
            fleet.touch("t" + touches);
            rival.awaitPasses(launch, seen, passes, fleet.size());
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Resync(seconds, rested().since(before).without(fleet.size() / Fleet.CROWD, "services"));
        }
    }

    private double again(Rival rival) throws InterruptedException, TimeoutException {
        try (var seen = new FleetWatch(client());
                var launch = rival.launch(root, cluster.kubeconfig())) {
            rival.awaitPasses(launch, seen, 0, fleet.size());
            return launch.seconds();
        }
    }

    /** Milliseconds from sending an edit of a Service beside berth to its policy telling of it. */
    List<Double> drifts(int edits) throws InterruptedException, TimeoutException {
        var millis = new ArrayList<Double>();
        var berth = new Rival.Berth("");
        var which = new Random(7000);
        try (var seen = new FleetWatch(client());
                var launch = berth.launch(root, cluster.kubeconfig())) {
            berth.awaitPasses(launch, seen, 0, fleet.size());
            rested();
            for (int edit = 0; edit < edits; edit++) {
                int number = which.nextInt(fleet.size());
                long start = System.nanoTime();
                fleet.edit(number, false);
                seen.await(Fleet.key(number), false);
                millis.add((System.nanoTime() - start) / 1e6);
                fleet.edit(number, true);
                seen.await(Fleet.key(number), true);
            }
        }
        return millis;
    }

    /** Seconds from the start to the first policy's status, and the process's MB of the machine once it has nothing to do. */
    record Start(double seconds, double resident) {}

    Start start(String options) throws InterruptedException, TimeoutException {
        fleet.forget();
        try (var seen = new FleetWatch(client());
                var launch = new Rival.Berth(options).launch(root, cluster.kubeconfig())) {
            seen.awaitReady(1, Rival.PATIENCE);
            double seconds = launch.seconds();
            rested();
            return new Start(seconds, launch.residentMegabytes());
        }
    }

    /** What was asked of the API server so far, once nobody asks for more. */
    private Requests rested() {
        var now = Requests.now(client());
        Requests before;
        do {
            before = now;
            LockSupport.parkNanos(REST_NANOS);
            now = Requests.now(client());
        } while (!now.equals(before));
        return now;
    }

    private KubernetesClient client() {
        return cluster.client();
    }

    @Override
    public void close() {
        try {
            cluster.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
