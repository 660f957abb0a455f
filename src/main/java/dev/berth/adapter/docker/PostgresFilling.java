package dev.berth.adapter.docker;

import dev.berth.backup.Dump;
import dev.berth.backup.SpareServer.Packed;
import dev.berth.engine.PostgresServer;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Fills empty databases from dumps.
 *
 * @param superuser whom extensions belong to, of which an archive does not tell
 */
record PostgresFilling(PostgresServer server, PostgresTools tools, String superuser) {
    private static final String TIMESCALE = "timescaledb";

    void fill(String database, Dump dump, Packed from) throws IOException {
        var version = dump.extensions().get(TIMESCALE);
        if (version != null) {
            asSuperuser(database, "CREATE EXTENSION IF NOT EXISTS timescaledb VERSION '" + version + "'");
            asSuperuser(database, "SELECT timescaledb_pre_restore()");
        }
        try (var archive = from.open()) {
            tools.restore(database, superuser, archive);
            archive.transferTo(OutputStream.nullOutputStream());
        }
        if (version != null) {
            asSuperuser(database, "SELECT timescaledb_post_restore()");
        }
    }

    void asSuperuser(String database, String statement) throws IOException {
        server.execute(database, "SET SESSION AUTHORIZATION \"" + superuser.replace("\"", "\"\"") + "\"; " + statement);
    }
}
