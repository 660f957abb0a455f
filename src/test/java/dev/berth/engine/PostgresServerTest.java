package dev.berth.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PostgresServerTest {
    private static final Login LOGIN = new Login(Optional.empty(), Optional.of("hunter2"));
    private static final Patience PATIENCE = Patience.until(() -> false);

    @Test
    void whatIsSetForClientsIsLiftedFromTheFirstQueryOn() throws IOException {
        try (var stub = new PostgresStub()) {
            server(stub, PostgresSettings.NOT_AS_FOR_CLIENTS).execute("shop", "ANALYZE");

            assertThat(stub.beginnings())
                    .singleElement()
                    .asString()
                    .contains(
                            "database shop",
                            "-c statement_timeout=0",
                            "-c idle_in_transaction_session_timeout=0",
                            "-c default_transaction_read_only=off");
            assertThat(stub.beginnings()).noneMatch(packet -> packet.contains("synchronous_commit"));
            assertThat(stub.queries())
                    .first()
                    .asString()
                    .contains("WHEN 'client_connection_check_interval' THEN '10s' ELSE '0'");
            assertThat(stub.queries()).last().isEqualTo("ANALYZE");
        }
    }

    @Test
    void whereThereAreNoStandbysNobodyWaitsForThem() throws IOException {
        try (var stub = new PostgresStub()) {
            server(stub, PostgresSettings.WITHOUT_STANDBYS).execute("shop", "ANALYZE");

            assertThat(stub.beginnings())
                    .singleElement()
                    .asString()
                    .contains("-c default_transaction_read_only=off", "-c synchronous_commit=local");
        }
    }

    private static PostgresServer server(PostgresStub stub, PostgresSettings settings) {
        return new PostgresServer(stub.endpoint(), LOGIN, PATIENCE, settings);
    }
}
