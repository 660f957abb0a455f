package dev.berth.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.adapter.net.Nft.Refusal;
import dev.berth.execute.Attempt;
import dev.berth.execute.Attempt.Done;
import dev.berth.observe.Alias;
import dev.berth.plan.NetStep.HeldPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real clients of a real server wait in the kernel's packet filter, and get their answers. */
@Timeout(60)
class HeldConnectionsIT {
    private static final int CLIENTS = 8;
    private static final int PLACES = 3;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final FilterTable table = new FilterTable(
            new Nft(List.of("nft")), "it", UUID.randomUUID().toString().substring(0, 8), "/");
    private final ExecutorService clients = Executors.newCachedThreadPool();
    private Greeter server;
    private int old;

    @BeforeEach
    void open() throws IOException, Refusal {
        server = new Greeter();
        try (var free = new ServerSocket(0)) {
            old = free.getLocalPort();
        }
        table.lead(table.look(), List.of(), List.of(new Alias("", old, server.port())));
    }

    @AfterEach
    void close() throws IOException, Refusal {
        clients.shutdownNow();
        server.close();
        takeAway();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void whoWaitsOnThisHostIsCalledBack(String host) {
        var held = held(new RawSocket());
        held.hold();
        var greetings = waiting(Collections.nCopies(CLIENTS, () -> Greeter.greeting(host, server.port())));

        var released = held.release();

        assertCalledBack(released);
        assertThat(greetings).allSatisfy(HeldConnectionsIT::assertGreeted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void whoWaitsAtTheOldPortIsCalledBackAsWell(String host) {
        var held = held(new RawSocket());
        held.hold();
        var greetings = waiting(Collections.nCopies(CLIENTS, () -> Greeter.greeting(host, old)));

        var released = held.release();

        assertCalledBack(released);
        assertThat(greetings).allSatisfy(HeldConnectionsIT::assertGreeted);
    }

    @Test
    void whoWaitsOnAnotherHostIsCalledBackFromBothPorts() {
        try (var other = new OtherHost()) {
            var held = held(new RawSocket());
            held.hold();
            var greetings = waiting(List.of(() -> other.ask(server.port()), () -> other.ask(old)));

            var released = held.release();

            assertCalledBack(released);
            assertThat(greetings).allSatisfy(HeldConnectionsIT::assertGreeted);
        }
    }

    @Test
    void whoCannotBeCalledBackComesBackByItself() {
        var held = held(new MuteWire());
        held.hold();
        var greetings = waiting(List.of(() -> Greeter.greeting("127.0.0.1", old)));

        var released = held.release();

        assertThat(released)
                .isInstanceOfSatisfying(
                        Done.class,
                        done -> assertThat(done.evidence())
                                .contains("come back by retransmission: Operation not permitted"));
        assertThat(greetings).allSatisfy(HeldConnectionsIT::assertGreeted);
    }

    @Test
    void releasingWithoutATableIsNoFailure() throws Exception {
        takeAway();

        var released = held(new RawSocket()).release();

        assertThat(released).isEqualTo(new Done("0 of 0 waiting clients called back"));
    }

    @Test
    void whoIsNotHeldIsNotOnTheList() throws Exception {
        var held = held(new RawSocket());
        held.hold();
        held.release();

        var greeting = Greeter.greeting("127.0.0.1", old);

        assertThat(greeting).isEqualTo(Greeter.GREETING);
        assertThat(table.waiting()).isEmpty();
    }

    @Test
    void noMoreGetInAtOnceThanTheDatabaseTakes() throws IOException {
        try (var parlour = new Parlour()) {
            var held = held(new RawSocket(), List.of(new HeldPort("", parlour.port())), () -> OptionalInt.of(PLACES));
            held.hold();
            var greetings = waiting(Collections.nCopies(CLIENTS, parlour::visit));
            held.release();
            await().until(() -> parlour.inside() == PLACES && table.waiting().size() == CLIENTS - PLACES);

            parlour.showOut();

            assertThat(greetings).allSatisfy(HeldConnectionsIT::assertGreeted);
            assertThat(parlour.most()).isEqualTo(PLACES);
        }
    }

    private void takeAway() throws Refusal {
        var seen = table.look();
        table.lead(seen, seen.aliases(), List.of());
        table.sweep(table.look(), use -> false);
    }

    private HeldConnections held(Wire wire) {
        return held(wire, List.of(new HeldPort("", old), new HeldPort("", server.port())), Room.UNKNOWN);
    }

    private HeldConnections held(Wire wire, List<HeldPort> ports, Room room) {
        return new HeldConnections(table, ports, LIMIT, new Recall(wire, room), Clock.systemUTC());
    }

    /** Has clients ask, and comes back when the kernel has seen all of them. */
    private List<Future<String>> waiting(List<Callable<String>> questions) {
        var greetings = questions.stream().map(clients::submit).toList();
        await().pollInterval(Duration.ofMillis(20)).until(() -> table.waiting().size() == greetings.size());
        return greetings;
    }

    private static void assertGreeted(Future<String> greeting) {
        assertThat(greeting).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(Greeter.GREETING);
    }

    /** How many is left open: on a busy machine the first may have asked again meanwhile. */
    private static void assertCalledBack(Attempt released) {
        assertThat(released)
                .isInstanceOfSatisfying(
                        Done.class,
                        done -> assertThat(done.evidence()).matches("([1-9]) of \\1 waiting clients called back"));
    }

    /** What a raw socket is without CAP_NET_RAW. */
    private record MuteWire() implements Wire {
        @Override
        public void prepare() throws IOException {
            throw new IOException("Operation not permitted");
        }

        @Override
        public void send(byte[] packet, InetAddress to) throws IOException {
            throw new IOException("Operation not permitted");
        }
    }
}
