package dev.berth.backup;

import dev.berth.engine.Contents;
import dev.berth.engine.ServerFacts;
import dev.berth.policy.EngineKind;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that is known of a backup; it is written last, so that a backup with one is whole.
 *
 * @param server what the server said of itself when the backup began
 * @param globals what belongs to no single database: roles, where the engine has them
 * @param contents what the databases held at the moments of their dumps
 */
public record Manifest(
        BackupName name,
        EngineKind engine,
        ServerFacts server,
        List<StoredFile> globals,
        List<Dump> dumps,
        Contents contents,
        Proof proof) {
    public Manifest {
        globals = List.copyOf(globals);
        dumps = List.copyOf(dumps);
    }

    public Manifest with(Proof other) {
        return new Manifest(name, engine, server, globals, dumps, contents, other);
    }

    public Stream<StoredFile> files() {
        return Stream.concat(globals.stream(), dumps.stream().map(Dump::file));
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
