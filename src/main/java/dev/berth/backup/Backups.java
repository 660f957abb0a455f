package dev.berth.backup;

import dev.berth.engine.ServerFacts;
import dev.berth.policy.Database;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/** Takes the backups of one policy, proves them, and restores them. */
public final class Backups {
    static final String MAKE_ROOM = "make room there, or have backup.folder elsewhere";

    private final BackupStore store;
    private final Servers servers;
    private final Terms terms;
    private final Clock clock;
    private final Consumer<String> progress;
    private final Proving proving;

    /** @param progress takes a line for people now and then */
    public Backups(BackupStore store, Servers servers, Terms terms, Clock clock, Consumer<String> progress) {
        this.store = store;
        this.servers = servers;
        this.terms = terms;
        this.clock = clock;
        this.progress = progress;
        this.proving = new Proving(store, servers, clock, progress);
    }

    public BackupStore.Shelf shelf() throws IOException {
        return store.shelf();
    }

    /** @param pinned whether something may still need the older backups of this database */
    public Taken take(Database database, boolean pinned) {
        ServerFacts facts;
        LiveServer live;
        try {
            live = servers.live(database.name());
            // What a killed run left may be what keeps it from answering as it should.
            servers.sweep();
            facts = live.facts();
            if (facts.databases().isEmpty() && live.globals().isEmpty()) {
                return Taken.Nothing.in(facts);
            }
            var missing = store.missing();
            if (missing.isPresent()) {
                return new Taken.Refused(missing.get().reason(), missing.get().remedy());
            }
            store.sweep(database.name());
            var tight = Room.tight(needs(facts.bytes()));
            if (tight.isPresent()) {
                return new Taken.Refused(tight.get(), MAKE_ROOM);
            }
        } catch (IOException e) {
            return new Taken.Refused(Reasons.of(e), "lift that, and run berth backup again");
        }
        try (var coming = terms.restoreTest() ? proving.coming(database, facts) : ComingServer.none()) {
            var manifest = new Dumping(store, servers, terms, clock, progress).written(live, facts, database);
            return settled(terms.restoreTest() ? proving.proved(manifest, coming) : manifest, pinned);
        } catch (IOException e) {
            return new Taken.BrokenOff(Reasons.of(e), Reasons.left(e, servers));
        }
    }

    private Taken settled(Manifest newest, boolean pinned) {
        boolean counts = newest.proof().proved() || !terms.restoreTest();
        var retention = new Retention(terms.keep());
        var removed = counts && !pinned
                ? new Clearance(store, progress).of(newest, there -> retention.overdue(there, clock.instant()))
                : List.<BackupName>of();
        return new Taken.Kept(newest, removed, servers.left());
    }

    /** Removes what a newer backup makes superfluous of those that failed tries of a move took; names what went. */
    public List<BackupName> thin(Manifest newest, Tries tries) {
        return new Clearance(store, progress).of(newest, tries::superfluous);
    }

    /** Whether its files are what was written, and if so, whether it can still be restored. */
    public Verified verify(Manifest manifest) throws IOException {
        var flawed = proving.flawed(manifest);
        if (flawed.isPresent()) {
            return flawed.get();
        }
        var missing = store.missing(manifest);
        if (missing.isPresent()) {
            return new Verified.Untried(
                    manifest, missing.get().reason() + " — " + missing.get().remedy());
        }
        try {
            servers.sweep();
            var tight = Room.tight(List.of(server(manifest.server().bytes())));
            return tight.isPresent()
                    ? new Verified.Untried(manifest, tight.get())
                    : new Verified.Tried(proving.tried(manifest), List.of());
        } catch (IOException e) {
            return new Verified.Untried(manifest, Reasons.of(e));
        }
    }

    /** What could not be removed of the servers that backups were restored into. */
    public List<String> left() {
        return servers.left();
    }

    /** What the live server has that a backup of it lacks. */
    public Gap gap(Manifest manifest) {
        return Gap.between(manifest, clock.instant(), servers);
    }

    /** Restores a backup into a new server beside the live one. */
    public Restored restore(Manifest manifest) {
        var missing = store.missing(manifest);
        if (missing.isPresent()) {
            return new Restored.Refused(missing.get().reason(), missing.get().remedy());
        }
        try {
            servers.live(manifest.name().database());
            servers.sweep();
            var tight = Room.tight(List.of(server(manifest.server().bytes())));
            if (tight.isPresent()) {
                return new Restored.Refused(tight.get(), MAKE_ROOM);
            }
        } catch (IOException e) {
            return new Restored.Refused(Reasons.of(e), "lift that, and run berth restore again");
        }
        try {
            return beside(manifest);
        } catch (IOException e) {
            return new Restored.BrokenOff(Reasons.of(e), Reasons.left(e, servers));
        }
    }

    /** Restores a backup over the live server, whose clients have been stopped. */
    public Restored over(Manifest manifest, Database database) {
        return new Replacing(store, servers, proving, () -> take(database, true), progress).over(manifest);
    }

    private Restored beside(Manifest manifest) throws IOException {
        List<String> differences;
        try (var spare = servers.beside(manifest)) {
            differences = proving.fill(spare, manifest);
            if (differences.isEmpty()) {
                return new Restored.Beside(spare.keep());
            }
        }
        return new Restored.BrokenOff(Proving.words(differences), servers.left());
    }

    private List<Room.Need> needs(long bytes) throws IOException {
        var files = new Room.Need(store.room(), bytes);
        return terms.restoreTest() ? List.of(files, server(bytes)) : List.of(files);
    }

    private Room.Need server(long bytes) throws IOException {
        return new Room.Need(servers.room(), bytes + Room.SERVER);
    }
}
