package dev.berth.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.adapter.file.StateFolder;
import dev.berth.adapter.file.TablePaths;
import dev.berth.observe.Alias;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyTablesTest {
    private static final String NOTE = "tables/staging.shop-1";

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
    void anotherPathToTheRecordsLeadsToTheSameTable() throws Exception {
        var link = Files.createSymbolicLink(temporary.resolve("srv"), stack);

        assertThat(name(link.resolve(".berth"))).isEqualTo(name(records));
        assertThat(name(stack.resolve("../stack/.berth"))).isEqualTo(name(records));
    }

    @Test
    void aLinkInThePlaceOfTheRecordsLeadsToTheSameTable() throws Exception {
        Files.createDirectory(records);

        var link = Files.createSymbolicLink(temporary.resolve("state"), records);

        assertThat(name(link)).isEqualTo(name(records));
    }

    @Test
    void recordsThatWereDeletedKeepTheirTable() throws Exception {
        var link = Files.createSymbolicLink(temporary.resolve("srv"), stack);
        var before = nameOfATable(link.resolve(".berth"));

        Files.delete(records.resolve(NOTE));
        Files.delete(records.resolve("tables"));
        Files.delete(records);

        assertThat(name(link.resolve(".berth"))).isEqualTo(before);
        assertThat(nameOfATable(records)).isEqualTo(before);
    }

    @Test
    void otherRecordsHaveATableOfTheirOwn() {
        assertThat(name(temporary.resolve("var/lib/berth"))).isNotEqualTo(name(records));
    }

    @Test
    void recordsThatAreMovedKeepTheirTable() throws Exception {
        var before = nameOfATable(records);

        var moved = Files.move(records, temporary.resolve("berth"));

        assertThat(name(moved)).isEqualTo(before);
        assertThat(nameOfATable(moved)).isEqualTo(before);
    }

    @Test
    void recordsThatWereMovedNameTheirNextTableByWhereTheyAre() throws Exception {
        var elsewhere = temporary.resolve("berth");
        var own = name(elsewhere);
        nameOfATable(records);

        Files.move(records, elsewhere);

        assertThat(name(withoutATable(elsewhere))).isEqualTo(own).isNotEqualTo(name(withoutATable(records)));
    }

    /** Such as by a bind mount, where no path tells that it is the same folder. */
    @Test
    void whoCameByAnotherWayBeforeAnythingWasKeptFindsTheTableToo() throws Exception {
        var tables = tables(records);
        var before = name(tables);

        new TablePaths(records).keep("staging/shop-1", "/srv/state");

        assertThat(name(tables)).isNotEqualTo(before).isEqualTo(made(tables));
        assertThat(Files.readString(records.resolve(NOTE))).isEqualTo("/srv/state\n");
    }

    @Test
    void recordsThatAreMovedAndLeaveALinkKeepTheirTable() throws Exception {
        var before = nameOfATable(records);

        var moved = Files.move(records, temporary.resolve("berth"));
        Files.createSymbolicLink(records, moved);

        assertThat(name(moved)).isEqualTo(before);
        assertThat(name(records)).isEqualTo(before);
    }

    @Test
    void aTableFromBeforeAnythingWasKeptIsFoundAgain() throws Exception {
        Files.createDirectory(records);
        var before = name(records);

        assertThat(nameOfATable(records)).isEqualTo(before);
    }

    @Test
    void aTableThatAnEarlierVersionNamedByThePolicysFolderIsFoundAgain() {
        var earlier = earlier(stack);

        assertThat(name(tables(standing(earlier), records))).isEqualTo(earlier);
    }

    @Test
    void aTableOfAnEarlierVersionIsNoLongerThePolicysOnceItIsGone() throws Exception {
        var own = name(records);
        made(tables(standing(earlier(stack)), records));

        assertThat(name(withoutATable(records))).isEqualTo(own);
    }

    @Test
    void recordsThatAreMovedKeepTheTableOfAnEarlierVersion() throws Exception {
        var nft = standing(earlier(stack));
        made(tables(nft, records));

        var moved = Files.move(records, temporary.resolve("berth"));

        assertThat(name(tables(nft, moved))).isEqualTo(earlier(stack));
    }

    @Test
    void aCopyOfAStackLeavesTheTableOfAnEarlierVersionToTheOriginal() throws Exception {
        var nft = standing(earlier(stack));
        made(tables(nft, records));

        var copied = copy(records, temporary.resolve("copy/.berth"));

        assertThat(name(tables(nft, copied))).isEqualTo(name(withoutATable(copied)));
        assertThat(name(tables(nft, records))).isEqualTo(earlier(stack));
    }

    @Test
    void aCopyOfTheRecordsBesideThemLeavesTheTableOfAnEarlierVersionToTheOriginal() throws Exception {
        var nft = standing(earlier(stack));
        made(tables(nft, records));

        var copied = copy(records, stack.resolve("copy"));

        assertThat(name(tables(nft, copied))).isNotEqualTo(earlier(stack));
    }

    @Test
    void recordsThatAreCopiedHaveATableOfTheirOwn() throws Exception {
        var before = nameOfATable(records);

        var copied = copy(records, temporary.resolve("copy"));

        assertThat(name(copied)).isNotEqualTo(before);
        assertThat(name(records)).isEqualTo(before);
    }

    @Test
    void aCopyThatHasATableKeepsItWhereTheOriginalGoes() throws Exception {
        nameOfATable(records);
        var copied = copy(records, temporary.resolve("copy"));
        var own = nameOfATable(copied);

        Files.delete(records.resolve(NOTE));

        assertThat(name(copied)).isEqualTo(own);
    }

    @Test
    void whatIsNoPathCountsForNothing() throws Exception {
        Files.createDirectories(records.resolve("tables"));
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

        assertThat(tables.of("staging", "shop.1").name())
                .isNotEqualTo(tables.of("staging", "shop-1").name());
    }

    private static Path copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.resolve("tables"));
        Files.copy(from.resolve(NOTE), to.resolve(NOTE));
        return to;
    }

    /** The name of one that is made. */
    private String nameOfATable(Path records) throws Nft.Refusal {
        return made(tables(records));
    }

    private static String made(PolicyTables tables) throws Nft.Refusal {
        var table = tables.of("staging", "shop-1");
        table.lead(table.look(), List.of(), List.of(new Alias("", 5432, 7000)));
        return table.name();
    }

    private String name(Path records) {
        return name(tables(records));
    }

    private static String name(PolicyTables tables) {
        return tables.of("staging", "shop-1").name();
    }

    private PolicyTables tables(Path records) {
        return tables(new PlayedNft(temporary, PlayedNft.alias(5432, 7000)).nft(), records);
    }

    private static PolicyTables withoutATable(Path records) {
        return tables(new Nft(List.of("sh", "-c", "echo No such file or directory; exit 1")), records);
    }

    /** In place of nft: one table alone stands, whatever is told. */
    private static Nft standing(String table) {
        var script = """
                case "$*" in
                *" %1$s") echo '{"nftables": [{"map": {"name": "port4", "table": "%1$s"}}]}' ;;
                *list*) echo No such file or directory; exit 1 ;;
                *) cat > /dev/null ;;
                esac
                """.formatted(table);
        return new Nft(List.of("sh", "-c", script, "nft"));
    }

    /** As versions of berth named it that kept nothing of it. */
    private static String earlier(Path folder) {
        return "berth_staging_shop_1_" + Integer.toHexString(("staging/shop-1@" + folder).hashCode());
    }

    /** Of a policy that lies beside its records. */
    private static PolicyTables tables(Nft nft, Path records) {
        var paths = TablePaths.of(new StateFolder(records));
        return new PolicyTables(nft, paths.now(), records.resolveSibling("").toString(), paths::kept, paths::keep);
    }
}
