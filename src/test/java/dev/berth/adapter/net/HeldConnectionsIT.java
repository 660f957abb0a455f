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
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
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

    private static final Path PROC = Path.of("/proc");

    private final Nft nft = new Nft(List.of("nft"));
    private final String name = "berth_it_" + UUID.randomUUID().toString().substring(0, 8);
    private final FilterTable table = new FilterTable(nft, name, () -> {});
    private final Forgetting forgetting = new Forgetting(new NetlinkConntrack());
    private final HeldWays ways = new HeldWays();
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

        var released = held.release(forgetting::now);

        assertCalledBack(released);
        assertThat(greetings).allSatisfy(HeldConnectionsIT::assertGreeted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void whoWaitsAtTheOldPortIsCalledBackAsWell(String host) {
        var held = held(new RawSocket());
        held.hold();
        var greetings = waiting(Collections.nCopies(CLIENTS, () -> Greeter.greeting(host, old)));

        var released = held.release(forgetting::now);

        assertCalledBack(released);
        assertThat(greetings).allSatisfy(HeldConnectionsIT::assertGreeted);
    }

    @Test
    void whoWaitsOnAnotherHostIsCalledBackFromBothPorts() {
        try (var other = new OtherHost()) {
            var held = held(new RawSocket());
            held.hold();
            var greetings = waiting(List.of(() -> other.ask(server.port()), () -> other.ask(old)));

            var released = held.release(forgetting::now);

            assertCalledBack(released);
            assertThat(greetings).allSatisfy(HeldConnectionsIT::assertGreeted);
        }
    }

    @Test
    void whoAsksAtAPortThatLeadsThereSinceThePlanWasMadeWaitsAsWell() {
        var held = held(new RawSocket(), ports(server.port()), Room.UNKNOWN);
        held.hold();
        var greetings = waiting(List.of(() -> Greeter.greeting("127.0.0.1", old)));

        var released = held.release(forgetting::now);

        assertLetGo(released);
        assertThat(greetings).allSatisfy(HeldConnectionsIT::assertGreeted);
    }

    /** As after a crash. */
    @Test
    void whatAnotherProcessHeldIsLetGoAsWell() {
        held(new RawSocket(), ports(server.port()), Room.UNKNOWN).hold();
        var greetings = waiting(List.of(() -> Greeter.greeting("127.0.0.1", old)));
        var later = new HeldConnections(
                table,
                ports(server.port()),
                LIMIT,
                new Recall(new RawSocket(), Room.UNKNOWN),
                new HeldWays(),
                PROC,
                Clock.systemUTC());

        var released = later.release(forgetting::now);

        assertLetGo(released);
        assertThat(greetings).allSatisfy(HeldConnectionsIT::assertGreeted);
    }

    @Test
    void whoAsksAtAPortThatLeadsThereNoMoreDoesNotWait() throws Exception {
        try (var stranger = new Greeter()) {
            var retired = new Alias("", stranger.port(), server.port());
            table.lead(table.look(), List.of(), List.of(retired));
            table.close(table.look(), List.of(retired));
            held(new RawSocket(), ports(server.port()), Room.UNKNOWN).hold();

            var greeting = Greeter.greeting("127.0.0.1", stranger.port(), LIMIT.dividedBy(4));

            assertThat(greeting).isEqualTo(Greeter.GREETING);
        }
    }

    @Test
    void whoCannotBeCalledBackComesBackByItself() {
        var held = held(new MuteWire());
        held.hold();
        var greetings = waiting(List.of(() -> Greeter.greeting("127.0.0.1", old)));

        var released = held.release(forgetting::now);

        assertThat(released)
                .isInstanceOfSatisfying(
                        Done.class,
                        done -> assertThat(done.evidence())
                                .contains("come back by retransmission: Operation not permitted"));
        assertThat(greetings).allSatisfy(HeldConnectionsIT::assertGreeted);
    }

    /** As where a move is made again after somebody put the former container back by hand. */
    @Test
    void aPortThatLeadsElsewhereAlreadyIsLedAnew() throws Exception {
        try (var next = new ServerSocket(0)) {
            var earlier = new Alias("", old, next.getLocalPort());
            table.lead(table.look(), table.look().aliases(), List.of(earlier));
            var aliases = new LedAliases(table, List.of(new Alias("", old, server.port())));

            aliases.lead(ports -> {});

            assertThat(table.look().aliases()).containsExactly(new Alias("", old, server.port()));
            assertThat(Greeter.greeting("127.0.0.1", old)).isEqualTo(Greeter.GREETING);
        }
    }

    /** Linux takes the second connection for part of the first, and leads it where that went. */
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void whoAsksFromWhereTheServerBrokeOffAConnectionIsLedOn(String host) throws Exception {
        var given = ResetConnection.at(host);
        var held = held(new RawSocket(), List.of(new HeldPort("", given.port())), Room.UNKNOWN);
        held.hold();
        table.lead(table.look(), List.of(), List.of(new Alias("", given.port(), server.port())));
        held.release(forgetting::now);

        var greeting = given.askAgain();

        assertThat(greeting).isEqualTo(Greeter.GREETING);
    }

    @Test
    void whoAsksFromWhereTheServerBrokeOffALedConnectionIsNotLedOnAfterTheWayBack() throws Exception {
        try (var before = new Greeter();
                var after = new ServerSocket(0)) {
            var alias = new Alias("", before.port(), after.getLocalPort());
            table.lead(table.look(), List.of(), List.of(alias));
            var reset = ResetConnection.by(after, "127.0.0.1", before.port());
            var held = held(new RawSocket(), List.of(new HeldPort("", before.port())), Room.UNKNOWN);
            held.hold();
            table.close(table.look(), List.of(alias));
            held.release(forgetting::now);

            var greeting = reset.askAgain();

            assertThat(greeting).isEqualTo(Greeter.GREETING);
        }
    }

    @Test
    void whatTheKernelDoesNotForgetIsSaid() throws Exception {
        var released = held(new RawSocket()).release(new Forgetting(new DeafConntrack())::now);

        assertThat(released)
                .isEqualTo(new Done("0 of 0 waiting clients called back; who asks from where a connection was reset in"
                        + " the last ten seconds may be refused: Operation not permitted"));
    }

    @Test
    void releasingWithoutATableIsNoFailure() throws Exception {
        takeAway();

        var released = held(new RawSocket()).release(forgetting::now);

        assertThat(released).isEqualTo(new Done("0 of 0 waiting clients called back"));
    }

    /** As one of another database, whose old port was retired while somebody used it. */
    @Test
    void aSessionByAClosedPortOutlastsAHoldOfAnother() throws Exception {
        try (var service = new ServerSocket(0)) {
            var used = new Alias("", old, service.getLocalPort());
            table.lead(table.look(), table.look().aliases(), List.of(used));
            try (var client = new Socket("127.0.0.1", old);
                    var session = service.accept()) {
                table.close(table.look(), List.of(used));
                var held = held(new RawSocket(), ports(server.port()), Room.UNKNOWN);
                held.hold();

                held.release(forgetting::now);

                session.getOutputStream().write('!');
                assertThat(client.getInputStream().read()).isEqualTo('!');
                assertThat(table.look().exists()).isTrue();
            }
        }
    }

    @Test
    void whoIsNotHeldIsNotOnTheList() throws Exception {
        var held = held(new RawSocket());
        held.hold();
        held.release(forgetting::now);

        var greeting = Greeter.greeting("127.0.0.1", old);

        assertThat(greeting).isEqualTo(Greeter.GREETING);
        assertThat(table.waiting()).isEmpty();
    }

    @Test
    void noMoreGetInAtOnceThanTheDatabaseTakes() throws IOException {
        assertPaced();
    }

    /** As on the way back, which closes the old port first. */
    @Test
    void noMoreGetInAtOnceWhereNoOldPortLeadsOnEither() throws Exception {
        takeAway();

        assertPaced();
    }

    /** From the first port to the second, and on to the third before the first crowd is over. */
    @Test
    void twoReleasesSoonAfterEachOtherPaceTheLastMove() throws Exception {
        try (var between = new ServerSocket(0)) {
            release(100, old, between.getLocalPort());

            assertPaced(between.getLocalPort());
        }
    }

    /** One database leaves a port, and another comes there before the first crowd is over. */
    @Test
    void whoWentOnIsNotCountedWithWhoFollows() throws Exception {
        try (var between = new ServerSocket(0);
                var parlour = new Parlour()) {
            release(100, between.getLocalPort(), parlour.port());
            release(1, old, between.getLocalPort());

            var greetings = IntStream.range(0, 2)
                    .mapToObj(guest -> clients.submit(parlour::visit))
                    .toList();

            // Well before the first crowd is over, when everybody is let in.
            await().atMost(Duration.ofSeconds(5)).until(() -> parlour.inside() == 2);
            parlour.showOut();
            assertThat(greetings).allSatisfy(HeldConnectionsIT::assertGreeted);
        }
    }

    private void release(int places, int... numbers) {
        var held = held(new RawSocket(), ports(numbers), () -> OptionalInt.of(places));
        held.hold();
        held.release(forgetting::now);
    }

    private static List<HeldPort> ports(int... numbers) {
        return Arrays.stream(numbers).mapToObj(port -> new HeldPort("", port)).toList();
    }

    private void assertPaced(int... others) throws IOException {
        try (var parlour = new Parlour()) {
            var ports = IntStream.concat(Arrays.stream(others), IntStream.of(parlour.port()));
            var held = held(new RawSocket(), ports(ports.toArray()), () -> OptionalInt.of(PLACES));
            held.hold();
            var greetings = waiting(Collections.nCopies(CLIENTS, parlour::visit));
            held.release(forgetting::now);
            await().until(() -> parlour.inside() == PLACES && table.waiting().size() == CLIENTS - PLACES);

            parlour.showOut();

            assertThat(greetings).allSatisfy(HeldConnectionsIT::assertGreeted);
            assertThat(parlour.most()).isEqualTo(PLACES);
        }
    }

    private void takeAway() throws Refusal {
        if (table.look().exists()) {
            nft.run(List.of(FilterElement.deletion(name)));
        }
    }

    private HeldConnections held(Wire wire) {
        return held(wire, List.of(new HeldPort("", old), new HeldPort("", server.port())), Room.UNKNOWN);
    }

    private HeldConnections held(Wire wire, List<HeldPort> ports, Room room) {
        return new HeldConnections(table, ports, LIMIT, new Recall(wire, room), ways, PROC, Clock.systemUTC());
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

    /** The only one may have asked again meanwhile, on a busy machine. */
    private static void assertLetGo(Attempt released) {
        assertEvidence(released, "([01]) of \\1 waiting clients called back");
    }

    /** How many is left open: on a busy machine the first may have asked again meanwhile. */
    private static void assertCalledBack(Attempt released) {
        assertEvidence(released, "([1-9]) of \\1 waiting clients called back");
    }

    private static void assertEvidence(Attempt released, String pattern) {
        assertThat(released)
                .isInstanceOfSatisfying(
                        Done.class, done -> assertThat(done.evidence()).matches(pattern));
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

    /** What asking the kernel is without CAP_NET_ADMIN. */
    private record DeafConntrack() implements Conntrack {
        @Override
        public void prepare() throws IOException {
            throw new IOException("Operation not permitted");
        }

        @Override
        public void forgetBrokenOff(Collection<Integer> ports) throws IOException {
            throw new IOException("Operation not permitted");
        }
    }
}
