package dev.berth.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.adapter.net.Nft.Refusal;
import dev.berth.observe.Alias;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the packet filter is told of a move whose table has something in it already. */
class LedAliasesTest {
    @TempDir
    private Path folder;

    @Test
    void aPortThatLeadsElsewhereAlreadyIsClosedFirst() throws Refusal {
        var nft = new PlayedNft(folder, PlayedNft.alias(5432, 7000));
        var aliases = new LedAliases(nft.table(), List.of(new Alias("", 5432, 7001)));

        aliases.lead(ports -> {});

        assertThat(nft.told()).containsExactly("delete alias [5432]", "add alias [[5432,7001]]");
    }

    @Test
    void anOlderAliasIsLedOn() throws Refusal {
        var nft = new PlayedNft(folder, PlayedNft.alias(5432, 7000));
        var aliases = new LedAliases(nft.table(), List.of(new Alias("", 7000, 7001)));

        aliases.lead(ports -> {});

        assertThat(nft.told())
                .containsExactly("delete alias [5432]", "add alias [[5432,7001]]", "add alias [[7000,7001]]");
    }
}
