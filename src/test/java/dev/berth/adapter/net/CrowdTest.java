package dev.berth.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.berth.adapter.net.Nft.Refusal;
import dev.berth.plan.NetStep.HeldPort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is counted with whom where one database follows another to a port, while the crowd of the first is not over. */
class CrowdTest {
    @TempDir
    private Path folder;

    private PlayedNft nft;

    @BeforeEach
    void play() {
        nft = new PlayedNft(folder, PlayedNft.alias(5432, 7000));
    }

    @Test
    void whoComesByAnyPortOfAMoveIsCountedInOneChain() throws Refusal {
        release(100, 7000, 7001);

        assertThat(nft.leads())
                .containsOnly(
                        entry("room_7000", "crowd_7000"),
                        entry("room_7001", "crowd_7000"),
                        entry("crowd_7000", "wait"));
    }

    @Test
    void whoeverFollowsToAPortIsCountedApartFromWhoLeftIt() throws Refusal {
        release(100, 7000, 7001);

        release(1, 5433, 7000);

        assertThat(nft.leads())
                .containsEntry("room_7001", "crowd_7000")
                .containsEntry("room_7000", "crowd_5433")
                .containsEntry("room_5433", "crowd_5433");
    }

    private void release(int places, int... numbers) throws Refusal {
        var ports =
                IntStream.of(numbers).mapToObj(port -> new HeldPort("", port)).toList();
        nft.table().release(ports, Duration.ofSeconds(10), OptionalInt.of(places));
    }
}
