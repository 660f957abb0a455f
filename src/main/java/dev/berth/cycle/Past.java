package dev.berth.cycle;

import dev.berth.journal.Journal;
import dev.berth.journal.Progress;
import java.util.List;
import java.util.Optional;

/**
 * How far the migrations of a policy of a cluster had come when its records were read last, oldest first.
 *
 * @param newest empty where it has none
 */
public record Past(Optional<Latest> newest, List<Progress> all) {
    /** It has no migration. */
    public static final Past NONE = new Past(Optional.empty(), List.of());

    public Past {
        all = List.copyOf(all);
    }

    /** @param journals oldest first */
    public static Past of(List<Journal> journals) {
        List<Progress> all =
                journals.stream().map(journal -> Progress.of(journal.entries())).toList();
        return all.isEmpty()
                ? NONE
                : new Past(Optional.of(new Latest(journals.get(all.size() - 1).name(), all.get(all.size() - 1))), all);
    }
}
