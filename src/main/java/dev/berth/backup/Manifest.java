package dev.berth.backup;

import dev.berth.engine.Contents;
import dev.berth.engine.ServerFacts;
import dev.berth.engine.ShapeEdition;
import dev.berth.policy.EngineKind;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All that is known of a backup; it is written last, so that a backup with one is whole.
 *
 * @param server what the server said of itself when the backup began
 * @param globals what belongs to no single database: roles, where the engine has them
 * @param surroundings what it takes to set the database up again; none where nothing is encrypted
 * @param shapeEdition the {@link ShapeEdition} of the shapes in {@code contents}
 * @param contents what the databases held at the moments of their dumps
 */
public record Manifest(
        BackupName name,
        EngineKind engine,
        ServerFacts server,
        List<StoredFile> globals,
        List<Dump> dumps,
        List<StoredFile> surroundings,
        int shapeEdition,
        Contents contents,
        Proof proof) {
    public Manifest {
        globals = List.copyOf(globals);
        dumps = List.copyOf(dumps);
        surroundings = List.copyOf(surroundings);
    }

    /** One of this version of berth. */
    public Manifest(
            BackupName name,
            EngineKind engine,
            ServerFacts server,
            List<StoredFile> globals,
            List<Dump> dumps,
            List<StoredFile> surroundings,
            Contents contents,
            Proof proof) {
        this(name, engine, server, globals, dumps, surroundings, ShapeEdition.of(engine), contents, proof);
    }

    public Manifest with(Proof other) {
        return new Manifest(name, engine, server, globals, dumps, surroundings, shapeEdition, contents, other);
    }

    public Manifest with(Contents other) {
        return new Manifest(name, engine, server, globals, dumps, surroundings, shapeEdition, other, proof);
    }

    /** What is held otherwise than it says, for people, so far as this version of berth can compare that. */
    public List<String> differences(Contents held) {
        if (uncompared().isPresent()) {
            return withoutShapes(contents).differences(withoutShapes(held));
        }
        return contents.differences(held);
    }

    /** What of it can't be compared, and why; empty where all can. */
    public Optional<String> uncompared() {
        int here = ShapeEdition.of(engine);
        var version = shapeEdition < here ? "an earlier" : "a later";
        return shapeEdition == here
                ? Optional.empty()
                : Optional.of("shapes not compared: taken by " + version + " version of berth");
    }

    /** Names of objects stay. */
    private static Contents withoutShapes(Contents contents) {
        var names = new TreeMap<>(contents.schema());
        names.replaceAll((name, shape) -> "");
        return new Contents(contents.depth(), names, contents.tables(), contents.unread());
    }

    public Stream<StoredFile> files() {
        return Stream.of(globals.stream(), dumps.stream().map(Dump::file), surroundings.stream())
                .flatMap(files -> files);
    }

    /** What of the server is not in it; empty where all is. */
    public Optional<String> lacking() {
        var what = engine.keepsFiles() ? "folders of this host: " : "databases that take no connections: ";
        return server.closed().isEmpty()
                ? Optional.empty()
                : Optional.of("not in it: " + what + String.join(", ", server.closed()));
    }

    /** The ids of the keys that its files are encrypted by; none where they are not. */
    public List<String> keys() {
        return files().flatMap(file -> file.key().stream()).distinct().sorted().toList();
    }

    /** How much disk it takes. */
    public long bytes() {
        return files().mapToLong(StoredFile::bytes).sum();
    }
}
