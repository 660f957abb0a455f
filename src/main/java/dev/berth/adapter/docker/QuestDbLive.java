package dev.berth.adapter.docker;

import dev.berth.backup.LiveServer;
import dev.berth.engine.Contents;
import dev.berth.engine.Contents.Depth;
import dev.berth.engine.QuestDbServer;
import dev.berth.engine.ServerFacts;
import dev.berth.execute.Attempt;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** A QuestDB, whose files are copied as they lie while it holds a checkpoint. */
public final class QuestDbLive implements LiveServer, Indebted {
    /**
     * Docker's own archive breaks off where a file is cut shorter while it is read; tar fills it up with zeros, and a
     * restore needs nothing of a file beyond the checkpoint. Files that change are worth a 1 to it.
     */
    private static final String TAR = "tar -C \"$1\" -cf - .; [ $? -le 1 ]";

    private final Standing at;
    private final QuestDbServer server;
    private final QuestDbServer owedTo;
    private final Owing owing;

    public QuestDbLive(Standing at, Owing owing) {
        this.at = at;
        this.owing = owing;
        this.server = new QuestDbServer(at.endpoint(), at.login(), at.patience());
        this.owedTo = new QuestDbServer(at.endpoint(), at.login(), at.patience().forDebts());
    }

    @Override
    public ServerFacts facts() throws IOException {
        try {
            var folders = VolumesLive.folders(at.api().get("/containers/" + at.container() + "/json"));
            if (folders.size() != 1) {
                throw new IOException("it has " + folders.size() + " volumes that it may write to, and which of them"
                        + " has its tables can't be told — give it one");
            }
            return server.facts(folders.get(0));
        } catch (Unanswered e) {
            throw new IOException(e.words(), e);
        }
    }

    @Override
    public Contents contents(List<String> databases, Depth depth) throws IOException {
        return Contents.none(depth).with(databases.get(0), server.contents(depth));
    }

    @Override
    public Attempt settle(String what) throws IOException {
        boolean free = owedTo.release(QuestDbDebt.of(what)::covers);
        owing.settled();
        return free
                ? Attempt.done()
                : new Attempt.Untouched("the checkpoint that is open in it is somebody else's, and is left alone");
    }

    @Override
    public Moment moment(String folder, Depth depth) throws IOException {
        refuseIfSuspended();
        var seen = server.look(depth);
        // Somebody else may have begun a backup during the look, which can take minutes.
        refuseIfSuspended();
        var debt = QuestDbDebt.asked(server.clock());
        owing.owe(debt.text());
        try {
            debt = QuestDbDebt.made(server.suspend());
            owing.owe(debt.text());
            return new Suspended(folder, server.since(seen), debt);
        } catch (QuestDbServer.NotSuspended e) {
            // Whatever checkpoint is open now is somebody else's.
            owing.settled();
            throw e;
        } catch (IOException e) {
            settle(debt.text());
            throw e;
        }
    }

    private void refuseIfSuspended() throws IOException {
        if (server.suspended()) {
            throw new IOException("somebody else has a checkpoint open in it — have them end their backup, or run"
                    + " CHECKPOINT RELEASE");
        }
    }

    /** A checkpoint, which is held until closed. */
    private final class Suspended implements Moment {
        private final String folder;
        private final Contents contents;
        private final QuestDbDebt debt;

        Suspended(String folder, Contents contents, QuestDbDebt debt) {
            this.folder = folder;
            this.contents = contents;
            this.debt = debt;
        }

        @Override
        public String file(int number) {
            return "volume-" + number + ".tar";
        }

        @Override
        public void dump(OutputStream to) throws IOException {
            var execution = new Execution(
                    at.api(), at.container(), "", () -> at.patience().liveness());
            var words = List.of("sh", "-c", TAR, "sh", folder);
            try (var tar = new Piped("tar", out -> execution.run("tar", words, InputStream.nullInputStream(), out))) {
                FileListing.of(tar, to);
            }
        }

        @Override
        public Contents contents() {
            return contents;
        }

        @Override
        public void close() throws IOException {
            settle(debt.text(), "its checkpoint is still to be released");
        }
    }
}
