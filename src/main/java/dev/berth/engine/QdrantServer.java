package dev.berth.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.engine.Contents.Depth;
import dev.berth.policy.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A Qdrant while it is backed up or restored into, by its snapshots ("Snapshots", Qdrant documentation): a file for each
 * collection, which the server writes beside its data; every failure is worded for people.
 */
public final class QdrantServer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Endpoint endpoint;
    private final Login login;
    private final Patience patience;

    public QdrantServer(Endpoint endpoint, Login login, Patience patience) {
        this.endpoint = endpoint;
        this.login = login;
        this.patience = patience;
    }

    /** Qdrant does not tell how much disk a collection takes; @param bytes of all that it stores */
    public ServerFacts facts(long bytes) throws IOException {
        return asked(desk -> {
            var identity = desk.identity();
            if (!identity.isEmpty()) {
                throw new IOException("it is part of a cluster, of which a snapshot holds one node alone"
                        + " — back up its nodes by their own means");
            }
            var collections = new ArrayList<ServerFacts.Database>();
            for (var collection : desk.collections()) {
                collections.add(new ServerFacts.Database(collection, collections.isEmpty() ? bytes : 0));
            }
            return new ServerFacts(desk.version(), identity, "", History.NONE, collections, List.of());
        });
    }

    /** What some of its collections hold. */
    public Contents contents(List<String> collections, Depth depth) throws IOException {
        return asked(desk -> {
            var all = Contents.none(depth);
            for (var collection : collections) {
                all = all.with(collection, new QdrantContents(desk, depth).of(collection));
            }
            return all;
        });
    }

    /** What one of them holds. */
    public Contents contents(String collection, Depth depth) throws IOException {
        return asked(desk -> new QdrantContents(desk, depth).of(collection));
    }

    /** Writes a snapshot of a collection; gives its name on the server, which keeps it until it is discarded. */
    public String snapshot(String collection) throws IOException {
        return asked(desk -> new QdrantSnapshots(desk).take(collection));
    }

    public void download(String collection, String snapshot, OutputStream to) throws IOException {
        asked(desk -> {
            new QdrantSnapshots(desk).download(collection, snapshot, to);
            return snapshot;
        });
    }

    public void discard(String collection, String snapshot) throws IOException {
        asked(desk -> {
            new QdrantSnapshots(desk).discard(collection, snapshot);
            return snapshot;
        });
    }

    public void recover(String collection, InputStream snapshot) throws IOException {
        asked(desk -> {
            new QdrantSnapshots(desk).recover(collection, snapshot);
            return collection;
        });
    }

    /** Writes which other names its collections have, which stand in no snapshot. */
    public void aliases(OutputStream to) throws IOException {
        to.write(asked(desk -> new QdrantSnapshots(desk).aliases().toString()).getBytes(StandardCharsets.UTF_8));
    }

    /** Gives collections the names that another server wrote. */
    public void aliases(InputStream from) throws IOException {
        var aliases = JSON.readTree(from);
        asked(desk -> {
            for (var alias : aliases) {
                new QdrantSnapshots(desk)
                        .alias(
                                alias.path("collection_name").asText(),
                                alias.path("alias_name").asText());
            }
            return desk;
        });
    }

    private <T> T asked(Question<T> question) throws IOException {
        var deadline = patience.deadline(new QdrantEngine(), endpoint, login);
        try (var desk = new QdrantDesk(endpoint, login, deadline)) {
            return question.ask(desk);
        } catch (IOException e) {
            throw Reason.failure(e);
        }
    }

    /** What is asked over one connection. */
    private interface Question<T> {
        T ask(QdrantDesk desk) throws IOException;
    }
}
