package dev.berth.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.observe.Collision;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownCollisionsTest {
    /** As WSL2 gives it in /proc/version. */
    private static final String WSL2 =
            "Linux version 5.15.167.4-microsoft-standard-WSL2 (root@f9c826d3017f) (gcc 11.2.0)";

    private static final String DEBIAN = "Linux version 6.1.0-18-amd64 (debian-kernel@lists.debian.org)";

    @ParameterizedTest
    @ValueSource(ints = {7000, 7045, 7999})
    void underWindowsEveryPortMayLieInARangeThatOnlyWindowsKnows(int port) {
        var collisions = KnownCollisions.load(WSL2);

        assertThat(at(port, collisions)).anyMatch(software -> software.contains("excludedportrange"));
    }

    @Test
    void elsewhereNothingIsSaidOfWindows() {
        var collisions = KnownCollisions.load(DEBIAN);

        assertThat(at(7045, collisions)).isEmpty();
    }

    @Test
    void everyCollisionLiesInTheProtectedRangeAndHasASource() {
        var collisions = KnownCollisions.load(WSL2);

        assertThat(collisions).hasSizeGreaterThan(10).allSatisfy(collision -> {
            assertThat(collision.from()).isBetween(7000, collision.to());
            assertThat(collision.to()).isLessThanOrEqualTo(7999);
            assertThat(collision.source()).startsWith("https://");
        });
    }

    @Test
    void port7000IsKnownForAirPlayCassandraAndYugabyte() {
        var collisions = KnownCollisions.load("");

        assertThat(at(7000, collisions))
                .contains("AirPlay Receiver of macOS", "Cassandra between nodes", "YugabyteDB master web page");
    }

    private static List<String> at(int port, List<Collision> collisions) {
        return collisions.stream()
                .filter(collision -> collision.from() <= port && port <= collision.to())
                .map(Collision::software)
                .toList();
    }
}
