package dev.berth.adapter.docker;

import dev.berth.backup.Dump;
import dev.berth.backup.SpareServer;
import dev.berth.backup.Unrestorable;
import dev.berth.engine.Contents;
import dev.berth.engine.Contents.Depth;
import dev.berth.engine.QdrantEngine;
import dev.berth.engine.QdrantServer;
import dev.berth.policy.Endpoint;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;

/** An empty Qdrant, which takes snapshots of another. */
public final class QdrantSpare implements SpareServer {
    private final SpareMaking making;
    private final SpareMaking.Made made;
    private final Endpoint endpoint;
    private final QdrantServer server;
    private final List<Packed> aliases = new ArrayList<>();

    private QdrantSpare(SpareMaking making, SpareMaking.Made made, Endpoint endpoint) {
        this.making = making;
        this.made = made;
        this.endpoint = endpoint;
        this.server =
                new QdrantServer(endpoint, making.like().login(), making.like().patience());
    }

    /** Makes it and waits until it answers. */
    public static QdrantSpare make(SpareMaking making) throws IOException {
        try {
            var made = making.create(json -> {
                if (making.throwaway()) {
                    SpareBody.bounded(json, 0);
                }
            });
            return new QdrantSpare(
                    making,
                    made,
                    making.started(made, new QdrantEngine(), making.like().login()));
        } catch (IOException e) {
            making.close();
            throw e;
        }
    }

    /** Names of collections, which come once these are there. */
    @Override
    public void globals(Packed from) {
        aliases.add(from);
    }

    @Override
    public void database(Dump dump, Packed from) throws IOException {
        try (var snapshot = from.open()) {
            server.recover(dump.database(), snapshot);
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            // It answers all the same where it is the snapshot that it will not take.
            server.contents(List.of(), Depth.FAST);
            throw new Unrestorable(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Contents contents(List<String> collections, Depth depth) throws IOException {
        for (var each : aliases) {
            try (var names = each.open()) {
                server.aliases(names);
            }
        }
        aliases.clear();
        return server.contents(collections, depth);
    }

    @Override
    public Kept keep() throws IOException {
        return making.keep(made, endpoint, "curl http://" + endpoint.authority() + "/collections");
    }

    @Override
    public void close() {
        making.close();
    }
}
