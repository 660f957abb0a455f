package dev.berth.app;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An engine of our own, which a test may stop and start: the machine's has other users.
 *
 * <p>It has a bridge of its own, since an engine without one deletes the machine's {@code docker0}; one with address pools
 * of its own deletes it, too, when it starts again. Docker chooses addresses that no interface here has. It leaves the
 * machine's packet filter alone; what it publishes is reached by way of its proxy. Only in a network of its own it writes
 * there what Docker writes.
 */
final class PrivateEngine implements AutoCloseable {
    private final Path folder;
    private final String bridge = "berth-it" + Long.toString(System.nanoTime() % 1_000_000, 36);
    private final Optional<PrivateNetwork> network;
    private final boolean proxy;
    private final List<String> more;
    private @Nullable Process daemon;

    PrivateEngine() {
        this(Optional.empty(), true, List.of());
    }

    /** One that answers on TCP too, to whoever has a certificate of an authority. */
    static PrivateEngine securedBy(Authority authority, String address, int port) {
        return new PrivateEngine(
                Optional.empty(),
                true,
                Stream.concat(Stream.of("--host=tcp://" + address + ":" + port), authority.server(address).stream())
                        .toList());
    }

    /** One in the network that this thread is in, with Docker's own rules; the network goes with it. */
    static PrivateEngine in(PrivateNetwork network) {
        return new PrivateEngine(Optional.of(network), true, List.of());
    }

    /** One there whose rules have to do for all, since it starts no proxies. */
    static PrivateEngine withoutProxy(PrivateNetwork network) {
        return new PrivateEngine(Optional.of(network), false, List.of());
    }

    private PrivateEngine(Optional<PrivateNetwork> network, boolean proxy, List<String> more) {
        this.more = more;
        this.network = network;
        this.proxy = proxy;
        try {
            folder = Files.createTempDirectory("berth-it-engine-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Shell.run("ip", "link", "add", bridge, "type", "bridge");
        Shell.run("ip", "addr", "add", address() + "/24", "dev", bridge);
        Shell.run("ip", "link", "set", bridge, "up");
        try {
            start();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** On the machine itself another test run may have one of these at the same time. */
    private String address() {
        return network.isPresent()
                ? "10.212.0.1"
                : "10.217." + ProcessHandle.current().pid() % 250 + ".1";
    }

    Engine engine() {
        return new Engine("unix://" + folder.resolve("docker.sock"));
    }

    /** Brings an image over from the machine's engine. */
    void load(String image) {
        var file = folder.resolve("image.tar").toString();
        Shell.docker("save", "-o", file, image);
        engine().docker("load", "-i", file);
    }

    void restart() {
        stop();
        start();
    }

    void start() {
        try {
            var command = new ArrayList<>(List.of(
                    "dockerd",
                    "--host=" + engine().host(),
                    "--data-root=" + folder.resolve("data"),
                    "--exec-root=" + folder.resolve("exec"),
                    "--pidfile=" + folder.resolve("pid"),
                    "--bridge=" + bridge,
                    "--iptables=" + network.isPresent(),
                    "--ip6tables=false",
                    "--userland-proxy=" + proxy,
                    "--ip-forward=" + network.isPresent()));
            command.addAll(more);
            daemon = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> Shell.attempt("docker", "--host", engine().host(), "info")
                                .code()
                        == 0);
    }

    void stop() {
        var running = daemon;
        if (running != null) {
            running.destroy();
            try {
                if (!running.waitFor(60, TimeUnit.SECONDS)) {
                    throw new AssertionError("the private engine does not end");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        try {
            stop();
            Shell.attempt("ip", "link", "del", bridge);
            Shell.attempt("rm", "-rf", folder.toString());
        } finally {
            network.ifPresent(PrivateNetwork::close);
        }
    }
}
