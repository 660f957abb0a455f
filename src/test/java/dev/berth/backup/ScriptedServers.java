package dev.berth.backup;

import dev.berth.engine.Contents;
import dev.berth.engine.Contents.Depth;
import dev.berth.engine.History;
import dev.berth.engine.ServerFacts;
import dev.berth.engine.ShapeEdition;
import dev.berth.policy.Database;
import dev.berth.policy.EngineKind;
import dev.berth.policy.Mark;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** A live server of one database with one table, and spare ones that hold what they are told to. */
public final class ScriptedServers implements Servers {
    /** What they run. */
    public static final Database ORDERS = new Database(
            "orders",
            EngineKind.POSTGRESQL,
            new Database.Runner.Service("orders"),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            new Mark("policy.yaml", 1));

    /** What they hold, in a backup. */
    public static final Dump DUMP = new Dump("app", new TreeMap<>(), new StoredFile("database-1.dump.zst", 4, "00"));

    private static final String SHAPE = "0f";

    public final List<String> happened = new ArrayList<>();
    public Optional<String> unreachable = Optional.empty();
    public Optional<IOException> dumpFailure = Optional.empty();
    public Optional<IOException> restoreFailure = Optional.empty();
    public Optional<IOException> makingFailure = Optional.empty();
    public Runnable whileRestoring = () -> {};
    public final List<String> left = new ArrayList<>();
    public final List<String> others = new ArrayList<>();
    public Optional<IOException> takeoverFailure = Optional.empty();
    public boolean keepsFormer = true;
    public boolean templatesAlone;
    public boolean volumeless;
    public final List<String> closed = new ArrayList<>();
    public String identity = "7412";
    public long rows = 3;
    public long restoredRows = 3;
    public String restoredShape = SHAPE;
    public long bytes = 1 << 20;
    public long free = 1L << 40;

    /** The room that what a killed run left takes. */
    public long swept;

    @Override
    public LiveServer live(String database) throws IOException {
        if (unreachable.isPresent()) {
            throw new IOException(unreachable.get());
        }
        return new Live();
    }

    @Override
    public BackupStore.Writing surroundings(String database) {
        return to -> to.write(("recipe of " + database).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public SpareServer throwaway(Manifest of) throws IOException {
        return made();
    }

    @Override
    public SpareServer beside(Manifest of) throws IOException {
        return made();
    }

    /** A server of its own. */
    public SpareServer spare() {
        return new Spare();
    }

    private SpareServer made() throws IOException {
        if (makingFailure.isPresent()) {
            throw makingFailure.get();
        }
        return new Spare();
    }

    @Override
    public Takeover over(Manifest of) {
        return new Scripted(of);
    }

    @Override
    public void sweep() {
        free += swept;
        swept = 0;
    }

    @Override
    public List<String> left() {
        return left;
    }

    @Override
    public Room room() {
        return new Room("the restored copy", "disk", free);
    }

    /** A backup as a version of berth took it that told shapes by other digests. */
    public static Manifest earlier(Manifest taken) {
        return new Manifest(
                taken.name(),
                taken.engine(),
                taken.server(),
                taken.globals(),
                taken.dumps(),
                taken.surroundings(),
                ShapeEdition.FIRST,
                taken.contents(),
                taken.proof());
    }

    private static Contents contents(long rows, String shape) {
        var schema = new TreeMap<String, String>();
        schema.put("table public.orders", shape);
        var tables = new TreeMap<String, Contents.Table>();
        tables.put("public.orders", new Contents.Table(rows, "record:7"));
        return new Contents(Depth.FAST, schema, tables, new TreeSet<>());
    }

    private Contents restored(Depth depth) {
        return Contents.none(depth).with("app", contents(restoredRows, restoredShape));
    }

    private final class Live implements LiveServer {
        @Override
        public ServerFacts facts() {
            return new ServerFacts(
                    "15.14",
                    identity,
                    "postgres",
                    new History(700, 10),
                    templatesAlone || volumeless ? List.of() : List.of(new ServerFacts.Database("app", bytes)),
                    closed);
        }

        @Override
        public Optional<Globals> globals() {
            return volumeless
                    ? Optional.empty()
                    : Optional.of(new Globals("globals.sql", to -> to.write("roles".getBytes(StandardCharsets.UTF_8))));
        }

        @Override
        public Moment moment(String database, Depth depth) {
            happened.add("moment of " + database);
            return new Held();
        }

        @Override
        public Contents contents(List<String> databases, Depth depth) {
            return Contents.none(depth).with("app", ScriptedServers.contents(rows, SHAPE));
        }
    }

    private final class Held implements LiveServer.Moment {
        @Override
        public Contents contents() {
            return ScriptedServers.contents(rows, SHAPE);
        }

        @Override
        public String file(int number) {
            return "database-" + number + ".dump";
        }

        @Override
        public SortedMap<String, String> extensions() {
            return new TreeMap<>();
        }

        @Override
        public void dump(OutputStream to) throws IOException {
            if (dumpFailure.isPresent()) {
                throw dumpFailure.get();
            }
            to.write("rows".getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void close() {
            happened.add("moment over");
        }
    }

    private final class Spare implements SpareServer {
        @Override
        public void globals(Packed from) {
            happened.add("globals");
        }

        @Override
        public void database(Dump dump, Packed from) throws IOException {
            happened.add("database " + dump.database());
            whileRestoring.run();
            if (restoreFailure.isPresent()) {
                throw restoreFailure.get();
            }
        }

        @Override
        public Contents contents(List<String> databases, Depth depth) {
            return databases.isEmpty() ? Contents.none(depth) : restored(depth);
        }

        @Override
        public Kept keep() {
            happened.add("kept");
            return new Kept(
                    "berth-restore-1-db",
                    List.of("berth-restore-1-db-0"),
                    "berth-restore-1",
                    "172.20.0.2:5432",
                    "docker exec -it berth-restore-1-db psql -U postgres",
                    List.of("docker rm -f berth-restore-1-db"));
        }

        @Override
        public void close() {
            happened.add("closed");
        }
    }

    /** Lays ready what it is told to. */
    private final class Scripted implements Takeover {
        private final Manifest manifest;

        Scripted(Manifest manifest) {
            this.manifest = manifest;
        }

        @Override
        public boolean keepsFormer() {
            return keepsFormer;
        }

        @Override
        public List<String> others() {
            return others;
        }

        @Override
        public void lay(Files files) throws IOException {
            happened.add("laid ready");
            for (var file : manifest.files().toList()) {
                files.of(file).open().close();
            }
            if (restoreFailure.isPresent()) {
                throw restoreFailure.get();
            }
        }

        @Override
        public List<String> differences() {
            return manifest.differences(restored(Depth.FAST));
        }

        @Override
        public Done done(Optional<Manifest> former) throws IOException {
            if (takeoverFailure.isPresent()) {
                throw takeoverFailure.get();
            }
            happened.add("put in place");
            return new Done(
                    former.map(kept -> "backup " + kept.name()).stream().toList(), List.of("the way back"), List.of());
        }

        @Override
        public void close() {
            happened.add("closed");
        }
    }
}
