package dev.berth.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** An operator that is measured. */
interface Rival {
    Duration PATIENCE = Duration.ofMinutes(10);

    String name();

    Launch launch(Path root, String kubeconfig);

    /**
     * Waits until it has looked at every policy once more.
     *
     * @param seen what has changed since
     * @param before how many passes it had made
     */
    void awaitPasses(Launch launch, FleetWatch seen, long before, int size)
            throws InterruptedException, TimeoutException;

    /**
     * berth as its user starts it, as one of several of which this one leads.
     *
     * @param options for its JVM
     */
    record Berth(String options) implements Rival {
        static final String HOME = "berth-system";
        /** An answer takes berth some milliseconds, which are to be no part of what is measured. */
        private static final long LOOK_NANOS = 50_000_000;

        @Override
        public String name() {
            return "berth";
        }

        @Override
        public Launch launch(Path root, String kubeconfig) {
            int http = free();
            return new Launch(
                    root,
                    http,
                    Map.of(
                            "KUBECONFIG", kubeconfig,
                            "POD_NAMESPACE", HOME,
                            "POD_NAME", "bench",
                            "BERTH_JAVA_OPTS", options),
                    List.of(
                            root.resolve("deploy/berth").toString(),
                            "run",
                            "--kubernetes",
                            "--http",
                            "127.0.0.1:" + http));
        }

        private static int free() {
            try (var socket = new ServerSocket(0)) {
                return socket.getLocalPort();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void awaitPasses(Launch launch, FleetWatch seen, long before, int size) throws TimeoutException {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (launch.passes() < before + size) {
                if (System.nanoTime() > end) {
                    throw new TimeoutException(launch.passes() + " passes in " + PATIENCE + ": " + launch.said());
                }
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
    }

    /** {@link PlainOperator}, which writes at each pass. */
    record Plain() implements Rival {
        @Override
        public String name() {
            return "plain JOSDK";
        }

        @Override
        public Launch launch(Path root, String kubeconfig) {
            return new Launch(
                    root,
                    0,
                    Map.of("KUBECONFIG", kubeconfig),
                    List.of(
                            "java",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            "target/test-classes:target/classes:target/quarkus-app/lib/main/*",
                            PlainOperator.class.getName()));
        }

        @Override
        public void awaitPasses(Launch launch, FleetWatch seen, long before, int size)
                throws InterruptedException, TimeoutException {
            seen.awaitReady(size, PATIENCE);
        }
    }
}
