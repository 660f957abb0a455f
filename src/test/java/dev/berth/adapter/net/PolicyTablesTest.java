package dev.berth.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.adapter.file.FirstPath;
import dev.berth.adapter.file.StateFolder;
import dev.berth.observe.Alias;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyTablesTest {
    private static final String NOTE = "first-path";

    @TempDir
    Path temporary;

    private Path stack;
    private Path records;

    @BeforeEach
    void aStackInAFolder() throws IOException {
        stack = Files.createDirectories(temporary.resolve("data/stack"));
        records = stack.resolve(".berth");
    }

    @Test
    void aTableIsNamedByItsPolicy() {
        assertThat(name(records)).matches("berth_staging_shop_1_[0-9a-f]{1,8}");
    }

    @Test
    void anotherPathToTheRecordsLeadsToTheSameTable() throws IOException {
        var link = Files.createSymbolicLink(temporary.resolve("srv"), stack);

        assertThat(name(link.resolve(".berth"))).isEqualTo(name(records));
        assertThat(name(stack.resolve("../stack/.berth"))).isEqualTo(name(records));
    }

    @Test
    void aLinkInThePlaceOfTheRecordsLeadsToTheSameTable() throws IOException {
        Files.createDirectory(records);

        var link = Files.createSymbolicLink(temporary.resolve("state"), records);

        assertThat(name(link)).isEqualTo(name(records));
    }

    @Test
    void recordsThatWereDeletedKeepTheirTable() throws IOException {
        var link = Files.createSymbolicLink(temporary.resolve("srv"), stack);
        var before = nameOfATable(link.resolve(".berth"));

        Files.delete(records.resolve(NOTE));
        Files.delete(records);

        assertThat(name(link.resolve(".berth"))).isEqualTo(before);
        assertThat(nameOfATable(records)).isEqualTo(before);
    }

    @Test
    void otherRecordsHaveATableOfTheirOwn() {
        assertThat(name(temporary.resolve("var/lib/berth"))).isNotEqualTo(name(records));
    }

    @Test
    void recordsThatAreMovedKeepTheirTable() throws IOException {
        var before = nameOfATable(records);

        var moved = Files.move(records, temporary.resolve("berth"));

        assertThat(name(moved)).isEqualTo(before);
        assertThat(nameOfATable(moved)).isEqualTo(before);
    }

    @Test
    void recordsThatAreMovedAndLeaveALinkKeepTheirTable() throws IOException {
        var before = nameOfATable(records);

        var moved = Files.move(records, temporary.resolve("berth"));
        Files.createSymbolicLink(records, moved);

        assertThat(name(moved)).isEqualTo(before);
        assertThat(name(records)).isEqualTo(before);
    }

    @Test
    void aTableFromBeforeAnythingWasKeptIsFoundAgain() throws IOException {
        Files.createDirectory(records);
        var before = name(records);

        assertThat(nameOfATable(records)).isEqualTo(before);
    }

    @Test
    void recordsThatAreCopiedHaveATableOfTheirOwn() throws IOException {
        var before = nameOfATable(records);

        var copied = copy(records, temporary.resolve("copy"));

        assertThat(name(copied)).isNotEqualTo(before);
        assertThat(name(records)).isEqualTo(before);
    }

    @Test
    void aCopyThatHasATableKeepsItWhereTheOriginalGoes() throws IOException {
        nameOfATable(records);
        var copied = copy(records, temporary.resolve("copy"));
        var own = nameOfATable(copied);

        Files.delete(records.resolve(NOTE));

        assertThat(name(copied)).isEqualTo(own);
    }

    @Test
    void whatIsNoPathCountsForNothing() throws IOException {
        Files.createDirectory(records);
        var before = name(records);

        Files.writeString(records.resolve(NOTE), "\0");

        assertThat(name(records)).isEqualTo(before);
    }

    @Test
    void whoOnlyLooksKeepsNothing() {
        name(records);

        assertThat(records).doesNotExist();
    }

    @Test
    void whereItCannotBeKeptWhoseItIsNoTableIsMade() {
        var nft = new PlayedNft(temporary, PlayedNft.alias(5432, 7000));
        var table = new FilterTable(nft.nft(), PlayedNft.TABLE, () -> {
            throw new IOException("No space left on device");
        });

        assertThatThrownBy(() -> table.lead(table.look(), List.of(), List.of(new Alias("", 5433, 7001))))
                .isInstanceOf(Nft.Refusal.class)
                .hasMessageContaining("No space left on device");
        assertThat(nft.told()).isEmpty();
    }

    @Test
    void policiesWhoseNamesDifferOnlyInWhatATablesNameCannotHoldHaveATableEach() {
        var tables = tables(records);

        assertThat(tables.name("staging", "shop.1")).isNotEqualTo(tables.name("staging", "shop-1"));
    }

    private static Path copy(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        Files.copy(from.resolve(NOTE), to.resolve(NOTE));
        return to;
    }

    /** The name of one that is made. */
    private static String nameOfATable(Path records) throws IOException {
        var tables = tables(records);
        tables.keeping().keep();
        return tables.name("staging", "shop-1");
    }

    private static String name(Path records) {
        return tables(records).name("staging", "shop-1");
    }

    private static PolicyTables tables(Path records) {
        var first = FirstPath.of(new StateFolder(records));
        return new PolicyTables(first.path(), first::keep);
    }
}
