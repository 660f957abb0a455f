package dev.berth.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyTablesTest {
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
        Files.createDirectory(records);
        var before = name(link.resolve(".berth"));

        Files.delete(records);

        assertThat(name(link.resolve(".berth"))).isEqualTo(before);
    }

    @Test
    void otherRecordsHaveATableOfTheirOwn() {
        assertThat(name(temporary.resolve("var/lib/berth"))).isNotEqualTo(name(records));
    }

    @Test
    void policiesWhoseNamesDifferOnlyInWhatATablesNameCannotHoldHaveATableEach() {
        var tables = new PolicyTables(records);

        assertThat(tables.name("staging", "shop.1")).isNotEqualTo(tables.name("staging", "shop-1"));
    }

    private static String name(Path records) {
        return new PolicyTables(records).name("staging", "shop-1");
    }
}
