package dev.berth.policy;

import java.util.List;
import java.util.Optional;

/** A raw document value with the place where it stands, as a parser hands it over before anything is believed. */
public sealed interface Node {
    Mark mark();

    /** Keys with their values, in the order of the document. */
    record Mapping(Mark mark, List<Entry> entries) implements Node {
        public Mapping {
            entries = List.copyOf(entries);
        }

        public Optional<Node> get(String key) {
            return entries.stream()
                    .filter(entry -> entry.key().equals(key))
                    .map(Entry::value)
                    .findFirst();
        }
    }

    /** One key of a mapping. */
    record Entry(String key, Mark mark, Node value) {}

    /** Items in the order of the document. */
    record Sequence(Mark mark, List<Node> items) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** A single value: its text as written, and the kind that YAML's core schema gives it. */
    record Scalar(Mark mark, String text, Kind kind) implements Node {}

    /** The kinds of scalar that a policy tells apart. */
    enum Kind {
        STRING,
        INTEGER,
        FLOAT,
        BOOLEAN,
        NULL
    }
}
