package dev.berth.backup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Removes older backups of a database once there is a new one, which counts although an old one can't be removed. */
record Clearance(BackupStore store, Consumer<String> progress) {
    /**
     * Names those that went.
     *
     * @param superfluous which of those that are there may go
     */
    List<BackupName> of(Manifest newest, UnaryOperator<List<Manifest>> superfluous) {
        var removed = new ArrayList<BackupName>();
        try {
            for (var old : superfluous.apply(store.shelf().of(newest.name().database()))) {
                store.remove(old.name());
                removed.add(old.name());
            }
        } catch (IOException e) {
            progress.accept("  older backups stay, since one can't be removed: " + Reasons.of(e));
        }
        return removed;
    }
}
