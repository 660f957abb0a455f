package dev.berth.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.engine.Contents.Depth;
import dev.berth.engine.Contents.Table;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is seen of a QuestDB that lists its tables by and by. */
class QuestDbContentsTest {
    private static final List<String> COUNTS = List.of("1", "1", "1");
    private static final List<String> ROWS = List.of("rows", "8", "ts", "DAY", "true", "false");

    @Test
    void aTableThatAStartingServerDoesNotListYetIsWaitedFor() throws QuestDbFailure {
        var starting = new Starting(3);

        var looked = new QuestDbContents(starting, Depth.FAST, Duration.ofSeconds(30)).look();

        assertThat(looked)
                .isInstanceOfSatisfying(
                        Looked.Seen.class,
                        seen -> assertThat(seen.contents().tables()).containsOnlyKeys("rows"));
    }

    @Test
    void whatIsOnlyCountedIsWaitedForTheSameWay() throws QuestDbFailure {
        var starting = new Starting(3);

        var least = new QuestDbContents(starting, Depth.FAST, Duration.ofSeconds(30)).least();

        assertThat(least.tables()).containsOnlyKeys("rows");
    }

    @Test
    void aTableThatIsNeverListedHoldsNobodyUp() throws QuestDbFailure {
        var hiding = new Starting(Integer.MAX_VALUE);

        var looked = new QuestDbContents(hiding, Depth.FAST, Duration.ofMillis(200)).look();

        assertThat(looked)
                .isInstanceOfSatisfying(
                        Looked.Seen.class,
                        seen -> assertThat(seen.contents().tables()).isEmpty());
    }

    @Test
    void aTableWithoutALogThatSomebodyWroteToSinceHasAsManyRowsAtLeast() throws QuestDbFailure {
        var writing = new Unlogged(3);
        var contents = new QuestDbContents(writing, Depth.FAST, Duration.ofSeconds(30));
        var seen = (Looked.Seen) contents.look();
        writing.rows = 5;

        var since = contents.since(seen);

        assertThat(since.tables()).containsExactly(Map.entry("plain", Table.atLeast(3)));
    }

    @Test
    void aTableWithoutALogThatIsAsItWasIsComparedRowByRow() throws QuestDbFailure {
        var contents = new QuestDbContents(new Unlogged(3), Depth.FAST, Duration.ofSeconds(30));
        var seen = (Looked.Seen) contents.look();

        assertThat(contents.since(seen)).isEqualTo(seen.contents());
    }

    /** Has one table without a write-ahead log. */
    private static final class Unlogged implements QuestDbDesk {
        private int rows;

        Unlogged(int rows) {
            this.rows = rows;
        }

        @Override
        public List<List<String>> rows(String query) {
            if (query.contains("walEnabled = false") || query.contains("pg_class")) {
                return List.of(List.of("plain"));
            }
            if (query.contains("FROM tables()")) {
                return List.of(List.of("plain", "8", "", "NONE", "false", "false"));
            }
            if (query.contains("wal_tables()")) {
                return List.of(List.of("", ""));
            }
            return query.contains("table_columns")
                    ? List.of(List.of("id", "LONG", "false", "false"))
                    : List.of(List.of(String.valueOf(rows), "7", String.valueOf(rows)));
        }

        @Override
        public void run(String statement) {
            throw new IllegalStateException(statement);
        }

        @Override
        public void read(String table, MessageDigest digest) {
            throw new IllegalStateException(table);
        }

        @Override
        public void close() {
            rows = 0;
        }
    }

    /** Has one table, and lists it from some question on. */
    private static final class Starting implements QuestDbDesk {
        private final int from;
        private int asked;

        Starting(int from) {
            this.from = from;
        }

        @Override
        public List<List<String>> rows(String query) {
            if (query.contains("FROM tables()")) {
                return ++asked < from ? List.of() : List.of(ROWS);
            }
            if (query.contains("pg_class")) {
                return List.of(List.of("rows"));
            }
            if (query.contains("wal_tables()")) {
                return List.of(List.of("1", "1"));
            }
            return query.contains("table_columns") ? List.of(List.of("id", "LONG", "false", "false")) : List.of(COUNTS);
        }

        @Override
        public void run(String statement) {
            throw new IllegalStateException(statement);
        }

        @Override
        public void read(String table, MessageDigest digest) {
            throw new IllegalStateException(table);
        }

        @Override
        public void close() {
            asked = 0;
        }
    }
}
