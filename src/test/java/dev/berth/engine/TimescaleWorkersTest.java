package dev.berth.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A database with the extension that was renamed. */
class TimescaleWorkersTest {
    private static final Login LOGIN = new Login(Optional.empty(), Optional.of("hunter2"));
    private static final String CALL = "_timescaledb_functions.start_background_workers()";

    @Test
    void theyAreStarted() throws IOException {
        try (var stub = new PostgresStub(having("t"))) {
            assertThat(start(stub)).isEmpty();

            assertThat(stub.queries()).last().isEqualTo("SELECT " + CALL);
        }
    }

    @Test
    void whereTheyDoNotStartItIsTold() throws IOException {
        try (var stub = new PostgresStub(having("f"))) {
            assertThat(start(stub))
                    .singleElement()
                    .asString()
                    .contains("don't run in database shop", "it does not start them", CALL);
        }
    }

    @Test
    void aDatabaseThatMayBeWithoutThemIsNotSaidToLackThem() throws IOException {
        try (var stub = new PostgresStub(query -> query.contains("pg_proc") ? "!XX000" : "")) {
            assertThat(start(stub))
                    .singleElement()
                    .asString()
                    .startsWith("whether TimescaleDB's background workers run in database shop can't be told: ")
                    .doesNotContain("SELECT");
        }
    }

    @Test
    void theyAreStartedInEveryOpenDatabase() throws IOException {
        try (var stub = new PostgresStub(having("t"))) {
            var workers = new TimescaleWorkers(stub.endpoint(), LOGIN, Patience.until(() -> false));

            assertThat(workers.startAll(name -> false)).isEmpty();

            assertThat(stub.beginnings()).last().asString().contains("database shop");
            assertThat(stub.queries()).last().isEqualTo("SELECT " + CALL);
        }
    }

    private static UnaryOperator<String> having(String started) {
        return query -> {
            if (query.startsWith("SELECT datname")) {
                return "shop";
            }
            return query.contains("pg_proc") ? CALL : query.startsWith("SELECT _timescaledb") ? started : "";
        };
    }

    private static List<String> start(PostgresStub stub) {
        return new TimescaleWorkers(stub.endpoint(), LOGIN, Patience.until(() -> false)).start(List.of("shop"));
    }
}
