package dev.berth.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.engine.Contents.Depth;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a look leaves of itself in the session that the next question comes in. */
class PostgresClusterTest {
    private static final Login LOGIN = new Login(Optional.empty(), Optional.of("hunter2"));
    private static final String NOW = "700,9000,700:700:";
    private static final String CANCELED = "!57014";

    @Test
    void aLookThatRanOutOfTimeAsksForTheHistoryWithoutItsLimit() throws IOException {
        try (var stub = new PostgresStub(PostgresClusterTest::slowToRead)) {
            var looked = new PostgresEngine().look(stub.endpoint(), LOGIN, Depth.STRICT, Duration.ofSeconds(20));

            assertRanOut(looked, stub);
        }
    }

    /** Where there are no tables, no query of rows is held against it. */
    @Test
    void aLookWhoseTimeIsOverReadsNothingOfTheNextDatabase() throws IOException {
        try (var stub = new PostgresStub(query -> limits(query) ? "" : slowToRead(query))) {
            var entrance = new PostgresEntrance(
                    stub.endpoint(), LOGIN, Duration.ofSeconds(20), PostgresSettings.AS_SET, IdleSessions.none());

            var looked = new PostgresCluster(entrance, Duration.ZERO).look(Depth.STRICT);

            assertRanOut(looked, stub);
        }
    }

    /** Its limit was the last of what it looked at. */
    private static void assertRanOut(Looked looked, PostgresStub stub) {
        assertThat(looked).isEqualTo(new Looked.TooMuch(new History(700, 9000)));
        assertThat(stub.queries()).noneMatch(query -> query.startsWith("SET statement_timeout"));
        var limited = stub.queries().stream()
                .filter(PostgresClusterTest::limits)
                .map(stub.queries()::indexOf)
                .toList();
        assertThat(limited).hasSize(1);
        assertThat(stub.queries()).element(limited.get(0) + 1).isEqualTo("ROLLBACK");
        assertThat(stub.queries()).last().asString().contains("txid_current_snapshot");
    }

    private static String slowToRead(String query) {
        if (limits(query)) {
            return CANCELED;
        }
        if (query.contains("pg_database")) {
            return "postgres";
        }
        return query.contains("txid_current_snapshot") ? NOW : "";
    }

    private static boolean limits(String query) {
        return query.startsWith("SET LOCAL statement_timeout");
    }
}
