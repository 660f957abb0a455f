package dev.berth.cli;

import dev.berth.backup.BackupName;
import dev.berth.cycle.Cycle;
import dev.berth.cycle.Site;
import dev.berth.cycle.Tiers;
import dev.berth.journal.DamagedJournal;
import dev.berth.plan.Decision.Refusal;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds the policies of which something is that the command line names: it is no fault of the others that they have none. */
final class Named {
    private Named() {}

    /** Those that have it; where none has, all of them, and each says what it has instead. */
    static List<Site> among(List<Site> sites, Predicate<Site> has) {
        var having = sites.stream().filter(has).toList();
        return having.isEmpty() ? sites : having;
    }

    /** Why none of them is to act, where only one may: names are of one policy alone, and several can have the same. */
    static Optional<Refusal> several(List<Site> sites, String name, Predicate<Site> has) {
        var having = sites.stream().filter(has).toList();
        if (having.size() < 2) {
            return Optional.empty();
        }
        var policies = having.stream()
                .map(site -> Tiers.Name.of(site.policy()).toString())
                .collect(Collectors.joining(" and "));
        return Optional.of(new Refusal(name, policies + " have it", chosen(having)));
    }

    /** How to name one of several: only files and folders can be. */
    private static String chosen(List<Site> sites) {
        var files = sites.stream()
                .map(site -> site.policy().mark().file())
                .distinct()
                .toList();
        return files.size() < sites.size()
                ? "put the policy into a file of its own, in the same folder, and name that with -f"
                : "name one policy's file alone: -f " + String.join(" or -f ", files);
    }

    /** What can't be read is nobody's; where nobody has it, its own policy's turn says so. */
    static boolean migration(Cycle cycle, String name) {
        try {
            return cycle.all().stream().anyMatch(journal -> journal.name().equals(name));
        } catch (DamagedJournal unreadable) {
            return false;
        }
    }

    /** Whether it is a backup of the policy; of those that can't be read nobody can tell. */
    static boolean backup(Workplace workplace, Site site, String name) {
        var wish = site.policy().backup();
        var wanted = BackupName.of(name);
        if (wish.isEmpty() || wanted.isEmpty()) {
            return false;
        }
        try {
            var shelf = workplace.backups(site, wish.get(), line -> {}).shelf();
            return shelf.find(wanted.get()).isPresent();
        } catch (IOException unreadable) {
            return false;
        }
    }
}
