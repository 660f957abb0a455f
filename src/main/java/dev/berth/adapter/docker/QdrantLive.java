package dev.berth.adapter.docker;

import dev.berth.backup.LiveServer;
import dev.berth.engine.Contents;
import dev.berth.engine.Contents.Depth;
import dev.berth.engine.QdrantServer;
import dev.berth.engine.ServerFacts;
import dev.berth.execute.Attempt;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** A Qdrant, whose snapshots are fetched and then discarded on the server. */
public final class QdrantLive implements LiveServer, Indebted {
    private final Standing at;
    private final QdrantServer server;
    private final QdrantServer owedTo;
    private final Owing owing;

    public QdrantLive(Standing at, Owing owing) {
        this.at = at;
        this.owing = owing;
        this.server = new QdrantServer(at.endpoint(), at.login(), at.patience());
        this.owedTo = new QdrantServer(at.endpoint(), at.login(), at.patience().forDebts());
    }

    /** How much it stores is told by its volumes, which snapshots are smaller than. */
    @Override
    public ServerFacts facts() throws IOException {
        long bytes = new VolumesLive(at).facts().bytes();
        return server.facts(bytes);
    }

    @Override
    public Optional<Globals> globals() {
        return Optional.of(new Globals("aliases.json", server::aliases));
    }

    @Override
    public Contents contents(List<String> collections, Depth depth) throws IOException {
        return server.contents(collections, depth);
    }

    /** @param what for people; then, each on a line, a collection and the name of a snapshot of it */
    @Override
    public Attempt settle(String what) throws IOException {
        var lines = what.split("\n", 3);
        owedTo.discard(lines[1], lines[2]);
        owing.settled();
        return Attempt.done();
    }

    @Override
    public Moment moment(String collection, Depth depth) throws IOException {
        var before = server.contents(collection, depth);
        var snapshot = snapshot(collection);
        var owed = owed(collection, snapshot);
        try {
            owing.owe(owed);
            var after = server.contents(collection, depth);
            return new Snapshot(collection, snapshot, before.differences(after).isEmpty() ? before : before.least());
        } catch (IOException e) {
            settle(owed);
            throw e;
        }
    }

    /** To its end: it is written even if nobody waits for its name, and without that nobody could discard it. */
    private String snapshot(String collection) throws IOException {
        return new QdrantServer(at.endpoint(), at.login(), at.patience().toTheEnd()).snapshot(collection);
    }

    private static String owed(String collection, String snapshot) {
        return "DELETE of a snapshot\n" + collection + "\n" + snapshot;
    }

    /** A snapshot of one collection, which lies on the server until this is closed. */
    private final class Snapshot implements Moment {
        private final String collection;
        private final String snapshot;
        private final Contents contents;

        Snapshot(String collection, String snapshot, Contents contents) {
            this.collection = collection;
            this.snapshot = snapshot;
            this.contents = contents;
        }

        @Override
        public String file(int number) {
            return "collection-" + number + ".snapshot";
        }

        @Override
        public void dump(OutputStream to) throws IOException {
            server.download(collection, snapshot, to);
        }

        @Override
        public Contents contents() {
            return contents;
        }

        @Override
        public void close() throws IOException {
            settle(owed(collection, snapshot), "its snapshot is still to be discarded");
        }
    }
}
