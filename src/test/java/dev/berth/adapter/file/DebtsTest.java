package dev.berth.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DebtsTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void whatIsOwedIsRememberedUntilItIsSettled() throws IOException {
        debts("shop").owe("metrics", "CHECKPOINT RELEASE");

        assertThat(debts("shop").databases()).containsExactly("metrics");
        assertThat(debts("shop").of("metrics")).contains("CHECKPOINT RELEASE");
        debts("shop").settled("metrics");
        assertThat(debts("shop").databases()).isEmpty();
    }

    @Test
    void aNoteThatWasBrokenOffIsGoneOnceTheDebtIsSettled() throws IOException {
        debts("shop").owe("metrics", "CHECKPOINT RELEASE");
        Files.writeString(folder.resolve("owed/.default.shop.metrics.tmp"), "CHECKPOINT");

        debts("shop").settled("metrics");

        assertThat(folder.resolve("owed")).isEmptyDirectory();
    }

    @Test
    void aPolicyKnowsNothingOfTheDebtsOfAnother() throws IOException {
        debts("shop").owe("metrics", "CHECKPOINT RELEASE");

        assertThat(debts("shop-2").databases()).isEmpty();
        assertThat(debts("shop-2").of("metrics")).isEmpty();
    }

    private Debts debts(String policy) {
        return new Debts(new StateFolder(folder), "default", policy);
    }
}
