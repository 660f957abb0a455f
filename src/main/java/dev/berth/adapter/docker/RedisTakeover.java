package dev.berth.adapter.docker;

import dev.berth.backup.Manifest;
import dev.berth.backup.Takeover;
import dev.berth.engine.Contents;
import dev.berth.engine.RedisReplacing;
import dev.berth.engine.RedisServer;
import dev.berth.engine.RedisSync;
import dev.berth.engine.Unbegun;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Restores into a throwaway Redis, and has the live one be its replica until it has all of it. Until then it holds what it
 * held, and then the other, never a part of either.
 */
public final class RedisTakeover implements Takeover {
    private final Standing at;
    private final SpareMaking.Beginning beginning;
    private final Manifest manifest;
    private final Owing owing;
    private final RedisServer server;
    private final RedisServer sure;
    private final RedisReplacing live;
    private final RedisSync sync;
    private @Nullable RedisSpare spare;
    private Contents seen;

    public RedisTakeover(Standing at, SpareMaking.Beginning beginning, Manifest manifest, Owing owing) {
        this.at = at;
        this.beginning = beginning;
        this.manifest = manifest;
        this.owing = owing;
        this.server = new RedisServer(at.endpoint(), at.login(), at.patience());
        this.sure = sure(at);
        this.live = replacing(at);
        this.sync = new RedisSync(sure, at.interrupted());
        this.seen = Contents.none(manifest.contents().depth());
    }

    static RedisReplacing replacing(Standing at) {
        return new RedisReplacing(at.endpoint(), at.login(), at.patience().toTheEnd());
    }

    /** Asked once it may hold the one or the other, and whoever asks to end wants to know which. */
    static RedisServer sure(Standing at) {
        return new RedisServer(at.endpoint(), at.login(), at.patience().toTheEnd());
    }

    @Override
    public boolean keepsFormer() {
        return false;
    }

    @Override
    public List<String> others() throws IOException {
        server.facts();
        if (!server.setting("masterauth").isEmpty()) {
            throw new IOException("it has a masterauth of its own, as a replica would — CONFIG SET masterauth \"\"");
        }
        return live.others();
    }

    @Override
    public void lay(Files files) throws IOException {
        var made = RedisSpare.make(beginning.begin(), manifest);
        spare = made;
        for (var dump : manifest.dumps()) {
            made.database(dump, files.of(dump.file()));
        }
    }

    @Override
    public List<String> differences() throws IOException {
        seen = laid().seen(manifest.contents().depth());
        return beyond(manifest, seen);
    }

    private RedisSpare laid() {
        if (spare == null) {
            throw new IllegalStateException("nothing was laid ready");
        }
        return spare;
    }

    @Override
    public Done done(Optional<Manifest> former) throws IOException {
        var kept = former.orElseThrow(() -> new IllegalStateException("nothing would keep what is there now"));
        var stamp = live.stamp();
        var now = server.contents(kept.contents().depth());
        if (!beyond(kept, now).isEmpty()) {
            throw new IOException("somebody wrote to it since backup " + kept.name());
        }
        laid().offer();
        var address = laid().join();
        owing.owe(new RedisDebt(RedisDebt.Side.of(manifest.name(), seen), RedisDebt.Side.of(kept.name(), now)).text());
        try {
            live.follow(address, at.port(), stamp);
            sync.awaitAll();
        } catch (Unbegun e) {
            // Whoever keeps it from beginning may write again at once, so that it is not compared any more.
            owing.settled();
            throw e;
        } catch (IOException e) {
            back(kept, e);
            throw e;
        }
        return settled(kept);
    }

    private List<String> beyond(Manifest of) throws IOException {
        return beyond(of, sure.contents(of.contents().depth()));
    }

    private static List<String> beyond(Manifest of, Contents now) {
        return of.differences(Contents.none(now.depth()).with(RedisServer.ALL, now));
    }

    private void back(Manifest kept, IOException reason) throws IOException {
        try {
            if (!live.lead(() -> beyond(kept)).isEmpty()) {
                throw new Torn(reason.getMessage() + ", and it holds no longer what it held", reason);
            }
            owing.settled();
        } catch (Torn e) {
            throw e;
        } catch (IOException e) {
            throw new Torn(reason.getMessage() + ", and then " + e.getMessage(), e);
        }
    }

    private Done settled(Manifest kept) throws IOException {
        try {
            var differences = taken();
            if (!differences.isEmpty()) {
                throw new IOException("it holds something else: " + Contents.brief(differences));
            }
            sync.awaitSaved(sure.setting("save"));
            // Last: until then, a run that is killed has not told anybody which of both it holds.
            owing.settled();
        } catch (IOException e) {
            throw new Torn("it has what the backup has, but " + e.getMessage(), e);
        }
        return new Done(
                List.of("backup " + kept.name() + " is of what was there"),
                List.of("berth restore " + kept.name() + " --over "
                        + kept.name().database()),
                List.of());
    }

    /** How what it has now differs; nobody can write to it while it is a replica, but whoever waits to does so afterwards. */
    private List<String> taken() throws IOException {
        try {
            return beyond(manifest);
        } finally {
            live.lead();
        }
    }

    @Override
    public void close() {
        if (spare != null) {
            spare.close();
        }
    }
}
