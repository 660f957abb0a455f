package dev.berth.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.observe.Alias;
import dev.berth.observe.NetFacts.Foreign;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Aliases as nft lists them, of one policy and of others. */
class PacketFilterTest {
    @TempDir
    private Path folder;

    @Test
    void whatStandsInTheTableOfAnotherPolicyIsToldApart() {
        var theirs = """
                {"map": {"name": "alias4", "table": "berth_theirs", "elem": [
                  [{"concat": ["10.0.0.1", 5433]}, {"concat": ["10.0.0.1", 7001]}]]}}""";
        var nft = new PlayedNft(folder, PlayedNft.alias(5432, 7000) + ", " + theirs);

        var facts = new PacketFilter(nft.nft(), PlayedNft.TABLE).look();

        assertThat(facts.aliases()).containsExactly(new Alias("", 5432, 7000), new Alias("10.0.0.1", 5433, 7001));
        assertThat(facts.foreign()).containsExactly(new Foreign("berth_theirs", new Alias("10.0.0.1", 5433, 7001)));
    }
}
