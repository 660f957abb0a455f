package dev.berth.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.execute.Attempt;
import dev.berth.plan.NetStep.HeldPort;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the packet filter is told of a hold on a port to which an older one leads, and how often it is asked. */
class HeldConnectionsTest {
    private static final List<HeldPort> PLANNED = List.of(new HeldPort("", 7000), new HeldPort("", 7001));

    /** Nothing but what was noted of a client of a port that leads nowhere any more. */
    private static final String USED = """
            {"set": {"name": "users4", "timeout": 31622400, "elem": [
              {"elem": {"val": {"concat": ["127.0.0.1", 5433]}, "expires": 31622000, "counter": {"packets": 1}}}]}}""";

    private static final String SWEPT = "delete berth_played ";

    @TempDir
    private Path folder;

    private PlayedNft nft;

    @BeforeEach
    void lead() {
        nft = new PlayedNft(folder, PlayedNft.alias(5432, 7000) + ", " + PlayedNft.alias(5433, 7050));
    }

    @Test
    void anOlderPortThatLeadsThereIsHeldAndNoOther() {
        held(new HeldWays()).hold();

        assertThat(nft.told())
                .contains("delete held [7000]", "delete held [7001]", "delete held [5432]")
                .doesNotContain("delete held [5433]");
    }

    @Test
    void whatIsNoAliasAnyMoreIsNotHeld() {
        nft.lists(PlayedNft.alias(5433, 7050));

        held(new HeldWays()).hold();

        assertThat(nft.told()).contains("delete held [7000]").doesNotContain("delete held [5432]");
    }

    @Test
    void whoWaitsIsLetGoAndPacedWithoutAnotherLook() {
        var held = held(new HeldWays());
        held.hold();
        int calls = nft.calls();
        nft.lists(PlayedNft.alias(5433, 7050));

        held.release(ports -> {
            assertThat(ports).extracting(HeldPort::port).containsExactly(7000, 7001, 5432);
            assertThat(nft.calls()).isEqualTo(calls);
            return "";
        });

        assertThat(nft.told().get(nft.told().size() - 1)).isEqualTo("delete held [5432]");
        assertThat(nft.told()).contains("delete crowded [5432]");
    }

    @Test
    void whatAnotherProcessHeldIsLookedFor() {
        held(new HeldWays()).hold();
        var later = held(new HeldWays());

        later.release(ports -> "");

        assertThat(nft.told().get(nft.told().size() - 1)).isEqualTo("delete held [5432]");
        assertThat(nft.told()).contains("delete crowded [5432]");
    }

    @Test
    void whereTheKernelCountsNoConnectionsWhoWaitsIsLetGoUnpaced() {
        nft.lacks("ct count");
        var held = held(new HeldWays());
        held.hold();

        var released = held.release(ports -> "");

        assertThat(nft.told().get(nft.told().size() - 1)).isEqualTo("delete held [5432]");
        assertThat(released)
                .isEqualTo(new Attempt.Done("0 of 0 waiting clients called back; all of them let in at once, unpaced:"
                        + " Error: Could not process rule: No such file or directory"));
    }

    @Test
    void whereTheTableIsGoneNobodyIsHeld() {
        var held = held(new HeldWays());
        held.hold();
        nft.lacks(PlayedNft.TABLE);

        assertThat(held.release(ports -> "")).isEqualTo(new Attempt.Done("0 of 0 waiting clients called back"));
    }

    @Test
    void theTableStaysForWhoIsConnectedByAClosedPort() throws IOException {
        nft.lists(USED);
        tracks("""
                ipv4     2 tcp      6 431999 ESTABLISHED src=127.0.0.1 dst=127.0.0.1 sport=40000 dport=5433 \
                src=172.18.0.2 dst=172.18.0.1 sport=5432 dport=40000 [ASSURED] mark=0 zone=0 use=2
                """);

        held(new HeldWays()).release(ports -> "");

        assertThat(nft.told()).doesNotContain(SWEPT);
    }

    @Test
    void theTableGoesWhereNobodyIs() throws IOException {
        nft.lists(USED);
        tracks("");

        held(new HeldWays()).release(ports -> "");

        assertThat(nft.told()).contains(SWEPT);
    }

    private void tracks(String flows) throws IOException {
        Files.createDirectories(folder.resolve("net"));
        Files.writeString(folder.resolve("net/nf_conntrack"), flows);
    }

    private HeldConnections held(HeldWays ways) {
        return new HeldConnections(
                nft.table(),
                PLANNED,
                Duration.ofSeconds(10),
                new Recall(new NoWire(), () -> OptionalInt.of(8)),
                ways,
                folder,
                Clock.systemUTC());
    }

    /** Nobody waits here who could be called. */
    private record NoWire() implements Wire {
        @Override
        public void prepare() throws IOException {
            throw new IOException("nothing goes out");
        }

        @Override
        public void send(byte[] packet, InetAddress to) throws IOException {
            throw new IOException("nothing goes out");
        }
    }
}
