package dev.berth.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.observe.Collision;
import org.junit.jupiter.api.Test;

class KnownCollisionsTest {
    @Test
    void everyCollisionLiesInTheProtectedRangeAndHasASource() {
        var collisions = KnownCollisions.load();

        assertThat(collisions).hasSizeGreaterThan(10).allSatisfy(collision -> {
            assertThat(collision.from()).isBetween(7000, collision.to());
            assertThat(collision.to()).isLessThanOrEqualTo(7999);
            assertThat(collision.source()).startsWith("https://");
        });
    }

    @Test
    void port7000IsKnownForAirPlayCassandraAndYugabyte() {
        var collisions = KnownCollisions.load();

        assertThat(collisions)
                .filteredOn(collision -> collision.from() <= 7000 && 7000 <= collision.to())
                .extracting(Collision::software)
                .contains("AirPlay Receiver of macOS", "Cassandra between nodes", "YugabyteDB master web page");
    }
}
