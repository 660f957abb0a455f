package dev.berth.adapter.docker;

import dev.berth.backup.LiveServer;
import dev.berth.engine.Contents;
import dev.berth.engine.Contents.Depth;
import dev.berth.engine.Login;
import dev.berth.engine.PostgresMoment;
import dev.berth.engine.PostgresServer;
import dev.berth.engine.ServerFacts;
import dev.berth.policy.Endpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;

/** A PostgreSQL server in its container: asked over its port, dumped from within. */
public final class LiveContainer implements LiveServer {
    /** For one dump of one database, however large. */
    private static final Duration LIMIT = Duration.ofDays(7);

    private final PostgresServer server;
    private final PostgresTools tools;

    /**
     * Where a database runs.
     *
     * @param container the id of its container
     * @param port the one that it listens on in there
     */
    public record Place(String container, int port, Endpoint endpoint) {}

    public LiveContainer(Connections connections, String host, Place place, Login login, BooleanSupplier interrupted) {
        this.server = new PostgresServer(place.endpoint(), login, LIMIT);
        var execution = new Execution(
                connections.at(host), place.container(), login.password().orElse(""), interrupted);
        this.tools = new PostgresTools(execution, login.user().orElse("postgres"), place.port());
    }

    @Override
    public ServerFacts facts() throws IOException {
        return server.facts();
    }

    @Override
    public void globals(OutputStream to) throws IOException {
        tools.dumpGlobals(server.entered(), to);
    }

    @Override
    public Contents contents(List<String> databases, Depth depth) throws IOException {
        return server.contents(databases, depth);
    }

    @Override
    public Moment moment(String database) throws IOException {
        return new Held(server.moment(database), database);
    }

    private final class Held implements Moment {
        private final PostgresMoment moment;
        private final String database;

        Held(PostgresMoment moment, String database) {
            this.moment = moment;
            this.database = database;
        }

        @Override
        public Contents contents(Depth depth) throws IOException {
            return moment.contents(depth);
        }

        @Override
        public SortedMap<String, String> extensions() throws IOException {
            return moment.extensions();
        }

        @Override
        public void dump(OutputStream to) throws IOException {
            tools.dump(database, moment.name(), to);
        }

        @Override
        public void close() {
            moment.close();
        }
    }
}
