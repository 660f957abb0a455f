package dev.berth.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Two looks of the same depth at what a database holds; what the later one finds otherwise is worded for people. */
public record Comparison(Contents before, Contents later) {
    public Comparison {
        if (before.depth() != later.depth()) {
            throw new IllegalArgumentException(before.depth() + " can't be compared with " + later.depth());
        }
    }

    /** All that is not the same; empty where everything is. */
    public List<String> differences() {
        var differences = new ArrayList<>(unentered());
        entered(before.schema().keySet(), later.schema().keySet())
                .forEach(name -> shape(name).ifPresent(differences::add));
        entered(before.tables().keySet(), later.tables().keySet())
                .forEach(name -> rows(name).ifPresent(differences::add));
        return differences;
    }

    /** Databases that the later look could not enter, and the first could: whether they are the same is unknown. */
    public List<String> unentered() {
        return unknown().lacking();
    }

    /** Objects and tables that are not there any more. */
    public List<String> missing() {
        var missing = new ArrayList<String>();
        entered(before.schema().keySet(), Set.of()).stream()
                .filter(name -> !later.schema().containsKey(name))
                .forEach(name -> shape(name).ifPresent(missing::add));
        sought().stream()
                .filter(name -> !later.tables().containsKey(name))
                .forEach(name -> rows(name).ifPresent(missing::add));
        return missing;
    }

    /** Names of the first look's tables that the later one would see if they were there. */
    public Set<String> sought() {
        var sought = entered(before.tables().keySet(), Set.of());
        sought.removeAll(later.unread());
        return sought;
    }

    /** Tables that the later look may not read, and the first could: whether they are the same is unknown. */
    public List<String> unreadable() {
        return before.tables().keySet().stream()
                .filter(later.unread()::contains)
                .flatMap(name -> rows(name).stream())
                .toList();
    }

    /** Tables that have fewer rows than they had. */
    public List<String> shrunk() {
        var shrunk = new ArrayList<String>();
        before.tables().forEach((name, table) -> {
            var after = later.tables().get(name);
            if (after != null && after.rows() < table.rows()) {
                rows(name).ifPresent(shrunk::add);
            }
        });
        return shrunk;
    }

    private Optional<String> shape(String name) {
        var was = before.schema().get(name);
        var is = later.schema().get(name);
        if (was == null || is == null) {
            return Optional.of(name + (was == null ? " is new" : " is missing"));
        }
        return was.equals(is) ? Optional.empty() : Optional.of(name + " has another shape");
    }

    private Optional<String> rows(String name) {
        var was = before.tables().get(name);
        var is = later.tables().get(name);
        if (was == null || is == null) {
            return Optional.of("the rows of " + name + " are " + (was == null ? "new" : "missing"));
        }
        if (!was.among(is)) {
            return Optional.of(name + " has " + is.rows() + " rows instead of " + was.rows());
        }
        return was.alike(is) ? Optional.empty() : Optional.of(name + " has as many rows, but not the same");
    }

    /** Names of what is in databases that both looks could enter. */
    private Set<String> entered(Set<String> some, Set<String> others) {
        var all = new TreeSet<>(some);
        all.addAll(others);
        return unknown().without(all);
    }

    private UnenteredDatabases unknown() {
        return new UnenteredDatabases(before.unread(), later.unread());
    }
}
