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
 * @param globals roles
 * @param contents what the databases held at the moments of their dumps
 */
public record Manifest(
        BackupName name,
        EngineKind engine,
        ServerFacts server,
        StoredFile globals,
        List<Dump> dumps,
        Contents contents,
        Proof proof) {
    public Manifest {
        dumps = List.copyOf(dumps);
    }

    public Manifest with(Proof other) {
        return new Manifest(name, engine, server, globals, dumps, contents, other);
    }

    public Stream<StoredFile> files() {
        return Stream.concat(Stream.of(globals), dumps.stream().map(Dump::file));
    }

    /** How much disk it takes. */
    public long bytes() {
        return files().mapToLong(StoredFile::bytes).sum();
    }
}
