package dev.berth.engine;

/** What a session with a PostgreSQL server sets for itself before anything else, whatever the role or database has set. */
public enum PostgresSettings {
    /** Nothing, like most clients. */
    AS_SET(""),
    /** A large database takes as long as it takes, and one that is read-only for clients is to be restored all the same. */
    NOT_AS_FOR_CLIENTS("-c statement_timeout=0 -c idle_in_transaction_session_timeout=0"
            + " -c default_transaction_read_only=off"),
    /** The same for a server that was made like another, and has none of the standbys that its settings wait for. */
    WITHOUT_STANDBYS(NOT_AS_FOR_CLIENTS.options + " -c synchronous_commit=local");

    private final String options;

    PostgresSettings(String options) {
        this.options = options;
    }

    /** As the first packet of a session takes them, so that not even a first query falls to what is set. */
    public String options() {
        return options;
    }
}
