package dev.berth.adapter.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.backup.BackupName;
import dev.berth.engine.Contents;
import dev.berth.engine.Contents.Depth;
import dev.berth.engine.Contents.Table;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RedisDebtTest {
    private static final BackupName WANTED = new BackupName("cache", Instant.parse("2026-11-28T03:00:00Z"));
    private static final BackupName FORMER = new BackupName("cache", Instant.parse("2026-11-28T07:12:04Z"));
    private static final Contents MORNING = holding(Map.of("db0", new Table(501, "keys:2ba9.c892")));
    private static final Contents NOON =
            holding(Map.of("db0", new Table(500, "keys:71.0"), "db5", new Table(1, "keys:9.1")));
    private static final RedisDebt DEBT =
            new RedisDebt(RedisDebt.Side.of(WANTED, MORNING), RedisDebt.Side.of(FORMER, NOON));

    @Test
    void whatIsNotedIsReadAsItWas() {
        assertThat(RedisDebt.of(DEBT.text())).contains(DEBT);
    }

    @Test
    void anEmptyServerIsNotedToo() {
        var debt = new RedisDebt(RedisDebt.Side.of(WANTED, holding(Map.of())), RedisDebt.Side.of(FORMER, NOON));

        assertThat(RedisDebt.of(debt.text())).contains(debt);
    }

    @Test
    void itsFirstLineIsForPeople() {
        assertThat(DEBT.text().lines().findFirst())
                .contains("REPLICAOF NO ONE: cache/2026-11-28T030000Z was taking the place of what"
                        + " cache/2026-11-28T071204Z holds");
    }

    @Test
    void whichOfBothIsThereIsTold() {
        assertThat(DEBT.verdict(MORNING))
                .isEqualTo("it holds what cache/2026-11-28T030000Z holds: the restore is done;"
                        + " berth restore cache/2026-11-28T071204Z --over cache goes back");
        assertThat(DEBT.verdict(NOON))
                .isEqualTo("it holds what it held before, as cache/2026-11-28T071204Z does: nothing was restored;"
                        + " berth restore cache/2026-11-28T030000Z --over cache begins anew");
    }

    @Test
    void whatSomebodyHasWrittenToIsNeither() {
        var written = holding(Map.of("db0", new Table(501, "keys:2ba9.ffff")));

        assertThat(DEBT.verdict(written)).contains("neither", "somebody has written since");
    }

    @Test
    void numbersAreAllThatCanBeComparedWhereSomebodyIsWriting() {
        var written = holding(Map.of("db0", new Table(501, "count")));

        assertThat(DEBT.verdict(written)).startsWith("it holds what cache/2026-11-28T030000Z holds");
    }

    @Test
    void aNoteThatIsNotWholeTellsNothing() {
        assertThat(RedisDebt.of("REPLICAOF NO ONE")).isEmpty();
        assertThat(RedisDebt.of("REPLICAOF NO ONE\nnobody\nnobody")).isEmpty();
    }

    private static Contents holding(Map<String, Table> tables) {
        return new Contents(Depth.FAST, new TreeMap<>(), new TreeMap<>(tables), new TreeSet<>());
    }
}
