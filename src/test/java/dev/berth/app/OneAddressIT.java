package dev.berth.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A database that is published on one address, which is not loopback: held, led on from, and only there. */
@Timeout(180)
class OneAddressIT {
    private static final String ADDRESS = bridge();

    @RegisterExtension
    static final Stage STAGE =
            new Stage(() -> new TinyStack(Moored.postgres("main").on(ADDRESS)));

    private final TinyStack stack = STAGE.stack();
    private final Moored main = stack.first();

    @BeforeEach
    void hold() {
        stack.hold("drain: 2s, limit: 60s");
    }

    @Test
    void nobodyIsRefusedAndNothingIsLost() {
        try (var inside = Visitor.inAContainer(stack).keepsAsking(main.before());
                var writers = new Writers(stack)) {
            stack.berth("apply", "--yes").ends(0).says("the old ports go on answering: " + ADDRESS);
            inside.assertWasNeverRefused();
            writers.awaitMore();

            stack.berth("rollback").ends(0);

            inside.assertWasNeverRefused();
            writers.awaitMore();
            writers.assertNothingLost();
        }
    }

    @Test
    void itsOldPortLeadsOnAtThatAddressAlone() {
        try (var other = Visitor.onAnotherHost(stack)) {
            stack.berth("apply", "--yes").ends(0);

            assertThat(main.rows(main.before())).isEqualTo(main.rows(main.after()));
            assertThat(other.isAnswered(other.host(), main.before())).isFalse();
            assertThat(other.isAnswered(other.host6(), main.before())).isFalse();
        }
    }

    /** Docker's own bridge, which every rig has; an engine that made it itself tells its address only after a restart. */
    private static String bridge() {
        try {
            return requireNonNull(NetworkInterface.getByName("docker0"))
                    .inetAddresses()
                    .filter(Inet4Address.class::isInstance)
                    .findFirst()
                    .orElseThrow()
                    .getHostAddress();
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }
}
