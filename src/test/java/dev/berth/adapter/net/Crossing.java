package dev.berth.adapter.net;

import dev.berth.observe.Alias;
import dev.berth.plan.NetStep.HeldPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * Has a client of this host's loopback on its way when the hold begins, and says what it was told. Made for a network
 * namespace of its own, whose loopback is slow.
 */
public final class Crossing {
    /** At 4,000 bytes a second these keep the loopback busy for some hundreds of milliseconds. */
    private static final int[] CARGO = {1400, 400, 400};

    private Crossing() {}

    public static void main(String[] words) throws Exception {
        try (var server = new Greeter();
                var next = new Greeter()) {
            var table = new FilterTable(new Nft(List.of("nft")), "berth_it_crossing", () -> {});
            table.lead(table.look(), List.of(), List.of(new Alias("", 1, next.port())));
            // What the look takes is loaded by now: later there is no time for it.
            Awaitility.await().until(() -> !onItsWay(server.port()));
            congest();
            var greeting = CompletableFuture.supplyAsync(() -> greeting(server.port()));
            Awaitility.await().pollInterval(Duration.ofMillis(5)).until(() -> onItsWay(server.port()));

            table.hold(List.of(new HeldPort("", server.port())), Duration.ofSeconds(20));

            System.out.println(
                    greeting.completeOnTimeout("held", 5, TimeUnit.SECONDS).join());
        }
    }

    private static void congest() throws IOException {
        try (var sink = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                var source = new DatagramSocket()) {
            for (int size : CARGO) {
                source.send(new DatagramPacket(new byte[size], size, sink.getLocalSocketAddress()));
            }
        }
    }

    private static boolean onItsWay(int port) throws IOException {
        return TrackedFlow.in(Path.of("/proc")).stream()
                .anyMatch(flow -> flow.to().port() == port);
    }

    private static String greeting(int port) {
        try {
            return Greeter.greeting("127.0.0.1", port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
