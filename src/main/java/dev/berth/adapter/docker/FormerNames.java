package dev.berth.adapter.docker;

import dev.berth.backup.Takeover.Done;
import dev.berth.engine.PostgresReplacing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What databases are called once others have their names; PostgreSQL takes 63 bytes and cuts what is longer. */
final class FormerNames {
    private static final int LONGEST = 63;
    private static final Pattern FORMER = Pattern.compile("_before_\\d{8}T\\d{6}Z(_\\d+)?$");

    private FormerNames() {}

    /**
     * By their names, so far as they are there.
     *
     * @param wanted names that others are to have
     * @param there all names that are taken
     */
    static Map<String, String> of(List<String> wanted, Collection<String> there, String stamp) {
        var names = new LinkedHashMap<String, String>();
        var taken = new HashSet<>(there);
        for (var name : wanted) {
            if (there.contains(name)) {
                var former = cut(name, "_before_" + stamp);
                for (int number = 2; !taken.add(former); number++) {
                    former = cut(name, "_before_" + stamp + "_" + number);
                }
                names.put(name, former);
            }
        }
        return names;
    }

    /**
     * @param kept what those are called now that had these names
     * @param templates names of those among them, if any, that stay templates for other databases
     */
    static Done told(Map<String, String> kept, Set<String> templates) {
        var former = new ArrayList<String>();
        var away = new LinkedHashMap<String, String>();
        var back = new LinkedHashMap<String, String>();
        var forget = new ArrayList<String>();
        kept.forEach((name, now) -> {
            former.add("database " + name + " is now " + now);
            away.put(name, restored(name, now));
            back.put(now, name);
            forget.addAll(PostgresReplacing.dropping(now, templates.contains(name)));
        });
        var statements = new ArrayList<>(PostgresReplacing.renamings(away));
        statements.addAll(PostgresReplacing.renamings(back));
        return new Done(former, statements, forget);
    }

    /** Whether a database is one of before, by what it is called. */
    static boolean is(String name) {
        return FORMER.matcher(name).find();
    }

    /** What the restored one would be called, if the former one had its name again. */
    static String restored(String name, String former) {
        return cut(name, former.substring(former.lastIndexOf("_before_")).replace("_before_", "_restored_"));
    }

    private static String cut(String name, String ending) {
        int room = LONGEST - ending.length();
        var first = name;
        while (first.getBytes(StandardCharsets.UTF_8).length > room) {
            first = first.substring(0, first.offsetByCodePoints(first.length(), -1));
        }
        return first + ending;
    }
}
