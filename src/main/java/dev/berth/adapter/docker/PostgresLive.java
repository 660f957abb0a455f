package dev.berth.adapter.docker;

import dev.berth.backup.LiveServer;
import dev.berth.engine.Contents;
import dev.berth.engine.Contents.Depth;
import dev.berth.engine.PostgresMoment;
import dev.berth.engine.PostgresServer;
import dev.berth.engine.ServerFacts;
import dev.berth.execute.Attempt;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** A PostgreSQL server in its container: asked over its port, dumped from within. */
public final class PostgresLive implements LiveServer, Indebted {
    private final PostgresServer server;
    private final PostgresTools tools;
    private final Standing at;
    private final Owing owing;

    public PostgresLive(Standing at, Owing owing) {
        this.at = at;
        this.owing = owing;
        this.server = new PostgresServer(at.endpoint(), at.login(), at.patience());
        this.tools = PostgresTools.of(at);
    }

    @Override
    public Attempt settle(String what) throws IOException {
        var left = PostgresRemains.of(what).clear(PostgresTakeover.replacing(at), PostgresTakeover.workers(at));
        owing.settled();
        return new Attempt.Done(String.join("; ", left));
    }

    @Override
    public ServerFacts facts() throws IOException {
        return server.facts();
    }

    @Override
    public Optional<Globals> globals() {
        return Optional.of(new Globals("globals.sql", to -> tools.dumpGlobals(server.entered(), to)));
    }

    @Override
    public Contents contents(List<String> databases, Depth depth) throws IOException {
        return server.contents(databases, depth);
    }

    @Override
    public Moment moment(String database, Depth depth) throws IOException {
        return new Held(server.moment(database), database, depth);
    }

    private final class Held implements Moment {
        private final PostgresMoment moment;
        private final String database;
        private final Depth depth;

        Held(PostgresMoment moment, String database, Depth depth) {
            this.moment = moment;
            this.database = database;
            this.depth = depth;
        }

        @Override
        public String file(int number) {
            return "database-" + number + ".dump";
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
        public Contents contents() throws IOException {
            return moment.contents(depth);
        }

        @Override
        public void close() {
            moment.close();
        }
    }
}
