package dev.berth.adapter.docker;

import dev.berth.backup.Dump;
import dev.berth.backup.SpareServer;
import dev.berth.backup.Unrestorable;
import dev.berth.engine.Contents;
import dev.berth.engine.Contents.Depth;
import dev.berth.engine.QuestDbEngine;
import dev.berth.engine.QuestDbServer;
import dev.berth.policy.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A QuestDB that is started for the first time with the files of a backup: the file {@code _restore} beside its checkpoint
 * has it go back to that ("Backup and restore", QuestDB documentation).
 */
public final class QuestDbSpare implements SpareServer {
    private static final String CHECKPOINT = ".checkpoint/";
    private static final String TRIGGER = "_restore";

    private final SpareMaking making;
    private final SpareMaking.Made made;
    private @Nullable Endpoint endpoint;

    private QuestDbSpare(SpareMaking making, SpareMaking.Made made) {
        this.making = making;
        this.made = made;
    }

    /** Makes it, and does not start it yet. */
    public static QuestDbSpare make(SpareMaking making) throws IOException {
        try {
            return new QuestDbSpare(making, making.create(json -> {
                SpareBody.unfilled(json);
                if (making.throwaway()) {
                    SpareBody.bounded(json, 0);
                }
            }));
        } catch (IOException e) {
            making.close();
            throw e;
        }
    }

    @Override
    public void globals(Packed from) {
        throw new IllegalStateException("a QuestDB has no roles");
    }

    @Override
    public void database(Dump dump, Packed from) throws IOException {
        var files = VolumesSpare.files(making, made);
        try {
            var root = VolumesSpare.unpack(files, dump.database(), from).names().stream()
                    .filter(name -> name.endsWith("/" + CHECKPOINT) || name.equals(CHECKPOINT))
                    .map(name -> name.substring(0, name.length() - CHECKPOINT.length()))
                    .findFirst();
            if (root.isEmpty()) {
                throw new IOException("there is no checkpoint in it");
            }
            files.write(dump.database() + "/" + root.get(), TRIGGER, 0, InputStream.nullInputStream());
            endpoint = making.started(made, new QuestDbEngine(), making.like().login());
        } catch (SpareRun.Ended e) {
            throw new Unrestorable("with the data of the backup, " + e.getMessage(), e);
        }
    }

    @Override
    public Contents contents(List<String> databases, Depth depth) throws IOException {
        return Contents.none(depth)
                .with(
                        databases.get(0),
                        new QuestDbServer(
                                        restored(),
                                        making.like().login(),
                                        making.like().patience())
                                .contents(depth));
    }

    private Endpoint restored() {
        return Optional.ofNullable(endpoint).orElseThrow(() -> new IllegalStateException("nothing was restored yet"));
    }

    @Override
    public Kept keep() throws IOException {
        var at = restored();
        return making.keep(
                made,
                at,
                at.target() == 9000
                        ? "curl -G http://" + at.authority() + "/exec"
                        : "psql -h " + at.host() + " -p " + at.port() + " -d qdb");
    }

    @Override
    public void close() {
        making.close();
    }
}
