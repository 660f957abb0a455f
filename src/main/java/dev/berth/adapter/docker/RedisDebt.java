package dev.berth.adapter.docker;

import dev.berth.backup.BackupName;
import dev.berth.engine.Contents;
import dev.berth.engine.Contents.Table;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a restore over a live Redis notes before it begins, for whoever must end it and tell what came of it.
 *
 * @param wanted what the server is to hold
 * @param former what it held
 */
record RedisDebt(Side wanted, Side former) {
    private static final String RELEASE = "REPLICAOF NO ONE";

    /** A backup, and what a server with the same in it was seen to hold. */
    record Side(BackupName backup, SortedMap<String, Table> tables) {
        static Side of(BackupName backup, Contents seen) {
            return new Side(backup, new TreeMap<>(seen.tables()));
        }

        private String line() {
            return backup
                    + tables.entrySet().stream()
                            .map(table -> " " + table.getKey() + " "
                                    + table.getValue().rows() + " "
                                    + table.getValue().digest())
                            .collect(Collectors.joining());
        }

        private static Optional<Side> of(String line) {
            var words = List.of(line.split(" ", -1));
            var tables = new TreeMap<String, Table>();
            for (int i = 1; i + 2 < words.size(); i += 3) {
                tables.put(words.get(i), new Table(Long.parseLong(words.get(i + 1)), words.get(i + 2)));
            }
            return BackupName.of(words.get(0)).map(name -> new Side(name, tables));
        }

        private boolean holds(Contents now) {
            var none = Contents.none(now.depth());
            return new Contents(now.depth(), none.schema(), tables, none.unread())
                    .differences(new Contents(now.depth(), none.schema(), now.tables(), none.unread()))
                    .isEmpty();
        }

        private String restoring() {
            return "berth restore " + backup + " --over " + backup.database();
        }
    }

    /** The first line is for people. */
    String text() {
        return RELEASE + ": " + wanted.backup + " was taking the place of what " + former.backup + " holds\n"
                + wanted.line() + "\n" + former.line();
    }

    static Optional<RedisDebt> of(String text) {
        var lines = text.lines().toList();
        return lines.size() < 3
                ? Optional.empty()
                : Side.of(lines.get(1))
                        .flatMap(wanted -> Side.of(lines.get(2)).map(former -> new RedisDebt(wanted, former)));
    }

    /** Which of both the server holds that was left on its own, and what may be done about it. */
    String verdict(Contents now) {
        if (wanted.holds(now)) {
            return "it holds what " + wanted.backup + " holds: the restore is done; " + former.restoring()
                    + " goes back";
        }
        if (former.holds(now)) {
            return "it holds what it held before, as " + former.backup + " does: nothing was restored; "
                    + wanted.restoring() + " begins anew";
        }
        return "it holds neither what " + wanted.backup + " holds nor what it held before, as " + former.backup
                + " does: somebody has written since; berth restore with either tells what differs";
    }
}
