package dev.berth.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.adapter.net.Nft.Refusal;
import dev.berth.observe.Alias;
import dev.berth.plan.NetStep.HeldPort;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A table of a berth that redirected every old port to a listener goes on serving under this one. */
@Timeout(60)
class OlderTableIT {
    private static final String LOOPBACK = "127.0.0.1";

    private final Nft nft = new Nft(List.of("nft"));
    private final String name = "berth_it_" + UUID.randomUUID().toString().substring(0, 8);
    private final FilterTable table = new FilterTable(nft, name, () -> {});
    private Greeter server;
    private Alias old;

    @BeforeEach
    void open() throws IOException, Refusal {
        server = new Greeter();
        old = new Alias(LOOPBACK, free(), server.port());
        table.lead(table.look(), List.of(), List.of(old));
        makeOlder();
    }

    @AfterEach
    void close() throws IOException, Refusal {
        server.close();
        var seen = table.look();
        table.close(seen, seen.aliases());
        table.sweep(table.look(), use -> false);
    }

    @Test
    void anotherAliasComesBesideTheOlderOne() throws Exception {
        var other = new Alias(LOOPBACK, free(), server.port());

        table.lead(table.look(), List.of(), List.of(other));

        assertThat(Greeter.greeting(LOOPBACK, old.from())).isEqualTo(Greeter.GREETING);
        assertThat(Greeter.greeting(LOOPBACK, other.from())).isEqualTo(Greeter.GREETING);
        assertThat(table.look().uses()).extracting(Use::port).containsExactlyInAnyOrder(old.from(), other.from());
    }

    @Test
    void theOlderAliasIsClosedAsItIs() throws Exception {
        assertThat(Greeter.greeting(LOOPBACK, old.from())).isEqualTo(Greeter.GREETING);

        table.close(table.look(), List.of(old));

        assertThatThrownBy(() -> Greeter.greeting(LOOPBACK, old.from())).isInstanceOf(ConnectException.class);
    }

    @Test
    void theOlderAliasIsClosedAfterAHoldOnItsTable() throws Exception {
        var held = table.hold(List.of(new HeldPort(LOOPBACK, server.port())), Duration.ofSeconds(5));
        table.release(held, Duration.ofSeconds(5), OptionalInt.empty());

        table.close(table.look(), List.of(old));

        assertThatThrownBy(() -> Greeter.greeting(LOOPBACK, old.from())).isInstanceOf(ConnectException.class);
    }

    /** What such a berth left: nothing that knows the port alone, and a single chain that leads. */
    private void makeOlder() throws Refusal {
        nft.script("""
                flush table inet %1$s
                delete map inet %1$s port4
                delete map inet %1$s port6
                add rule inet %1$s lead ip daddr . tcp dport @alias4 jump note
                add rule inet %1$s lead dnat ip to ip daddr . tcp dport map @alias4
                add rule inet %1$s lead_from_here jump lead
                add rule inet %1$s note update @users4 { ip saddr . tcp dport }
                """.formatted(name));
    }

    private static int free() throws IOException {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}
