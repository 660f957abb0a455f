package dev.berth.backup;

import dev.berth.engine.Contents;
import dev.berth.engine.ServerFacts;
import dev.berth.policy.Database;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Writes what live servers hold into backups. */
record Dumping(BackupStore store, Servers servers, Terms terms, Clock clock, Consumer<String> progress) {
    /** It is a backup once this returns, and otherwise nothing of it is left. */
    Manifest written(LiveServer live, ServerFacts facts, Database database) throws IOException {
        var name =
                BackupName.next(database.name(), clock.instant(), store.shelf().of(database.name()), progress);
        try (var draft = store.begin(name)) {
            var contents = Contents.none(terms.depth());
            var dumps = new ArrayList<Dump>();
            var globals = new ArrayList<StoredFile>();
            var others = live.globals();
            if (others.isPresent()) {
                globals.add(
                        draft.write(others.get().file() + ".zst", others.get().writing()));
            }
            for (var each : facts.databases()) {
                progress.accept("  " + name + ": database " + each.name() + ", " + Bytes.words(each.bytes()));
                try (var moment = live.moment(each.name(), terms.depth())) {
                    var file = draft.write(moment.file(dumps.size() + 1) + ".zst", moment::dump);
                    dumps.add(new Dump(each.name(), moment.extensions(), file));
                    contents = contents.with(each.name(), moment.contents());
                }
            }
            var manifest = new Manifest(
                    name,
                    database.engine(),
                    facts,
                    globals,
                    dumps,
                    surroundings(draft, database),
                    contents,
                    new Proof.Untried());
            draft.keep(manifest);
            return manifest;
        }
    }

    /** There are passwords in it, which no file has that anybody can read. */
    private List<StoredFile> surroundings(BackupStore.Draft draft, Database database) throws IOException {
        return draft.sealed()
                ? List.of(draft.write("surroundings.tar.zst", servers.surroundings(database.name())))
                : List.of();
    }
}
