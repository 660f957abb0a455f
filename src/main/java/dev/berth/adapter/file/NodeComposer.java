package dev.berth.adapter.file;

import dev.berth.policy.Mark;
import dev.berth.policy.Node;
import dev.berth.policy.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;

/**
 * Builds the nodes of one document from its events, within limits that hold before anything is built.
 *
 * <p>SnakeYAML's composer settles duplicate keys, merge keys and tags by itself or throws at the first; a policy wants
 * each of them named with its place.
 */
final class NodeComposer {
    static final int DEPTH = 50;
    static final int ALIASES = 20;

    /** Aliases within aliases multiply; twenty of them can make a million values of a hundred. */
    static final int VALUES = 100_000;

    private final Parser parser;
    private final String file;
    private final List<Violation> violations;
    private final Map<String, Node> anchors = new HashMap<>();
    private int aliases;
    private int values;

    NodeComposer(Parser parser, String file, List<Violation> violations) {
        this.parser = parser;
        this.file = file;
        this.violations = violations;
    }

    /** The node that the next events describe. */
    Node compose() {
        return compose("", 1);
    }

    private Node compose(String path, int depth) {
        Event event = parser.getEvent();
        Mark mark = mark(event);
        if (depth > DEPTH) {
            throw exceeded(mark, path, "at most " + DEPTH + " levels of nesting");
        }
        count(1, mark, path);
        if (event instanceof AliasEvent alias) {
            return aliased(alias, mark, path, depth);
        }
        refuseTag(event, mark, path);
        Node node = event instanceof ScalarEvent scalar
                ? new Node.Scalar(mark, scalar.getValue(), kind(scalar))
                : event instanceof MappingStartEvent ? mapping(mark, path, depth) : sequence(mark, path, depth);
        Optional.ofNullable(((NodeEvent) event).getAnchor()).ifPresent(anchor -> anchors.put(anchor, node));
        return node;
    }

    private Node sequence(Mark mark, String path, int depth) {
        List<Node> items = new ArrayList<>();
        while (!parser.checkEvent(Event.ID.SequenceEnd)) {
            items.add(compose(path + "[" + items.size() + "]", depth + 1));
        }
        parser.getEvent();
        return new Node.Sequence(mark, items);
    }

    private Node mapping(Mark mark, String path, int depth) {
        List<Node.Entry> entries = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        while (!parser.checkEvent(Event.ID.MappingEnd)) {
            boolean plain = parser.peekEvent() instanceof ScalarEvent scalar && scalar.isPlain();
            Node key = compose(path, depth + 1);
            Optional<String> name = key(key, plain, path);
            Node value = compose(name.map(text -> child(path, text)).orElse(path), depth + 1);
            name.filter(text -> isNew(keys, text, key.mark(), path))
                    .ifPresent(text -> entries.add(new Node.Entry(text, key.mark(), value)));
        }
        parser.getEvent();
        return new Node.Mapping(mark, entries);
    }

    /** The key's text, where it can be a field's name; a violation else. */
    private Optional<String> key(Node key, boolean plain, String path) {
        if (!(key instanceof Node.Scalar scalar) || scalar.kind() != Node.Kind.STRING) {
            refuse(key.mark(), path, "keys are text; put other ones in quotes");
            return Optional.empty();
        }
        if (plain && scalar.text().equals("<<")) {
            refuse(key.mark(), path, "merge keys (<<) are not supported; write the fields out");
            return Optional.empty();
        }
        return Optional.of(scalar.text());
    }

    private boolean isNew(Set<String> keys, String key, Mark mark, String path) {
        boolean added = keys.add(key);
        if (!added) {
            refuse(mark, child(path, key), "each field only once");
        }
        return added;
    }

    private Node aliased(AliasEvent alias, Mark mark, String path, int depth) {
        aliases++;
        if (aliases > ALIASES) {
            throw exceeded(mark, path, "at most " + ALIASES + " aliases (*)");
        }
        Node target = anchors.get(alias.getAnchor());
        if (target == null) {
            refuse(
                    mark,
                    path,
                    "an alias (*) of an anchor (&) that ends before it; text that begins with * needs quotes");
            return new Node.Scalar(mark, "", Node.Kind.NULL);
        }
        if (depth + Extent.height(target) - 1 > DEPTH) {
            throw exceeded(mark, path, "at most " + DEPTH + " levels of nesting, aliases followed");
        }
        count(Extent.size(target), mark, path);
        return target;
    }

    private void count(int more, Mark mark, String path) {
        values += more;
        if (values > VALUES) {
            throw exceeded(mark, path, "at most " + VALUES + " values, aliases followed");
        }
    }

    private void refuseTag(Event event, Mark mark, String path) {
        String tag = event instanceof ScalarEvent scalar ? scalar.getTag() : ((CollectionStartEvent) event).getTag();
        if (tag != null) {
            refuse(mark, path, "no tags (!); text that begins with ! needs quotes");
        }
    }

    private static Node.Kind kind(ScalarEvent scalar) {
        return scalar.isPlain() ? CoreSchema.kind(scalar.getValue()) : Node.Kind.STRING;
    }

    private static String child(String path, String key) {
        String shown = key.replaceAll("\\p{Cntrl}+", " ");
        return path.isEmpty() ? shown : path + "." + shown;
    }

    private void refuse(Mark mark, String path, String allowed) {
        violations.add(new Violation(mark, path.isEmpty() ? YamlDocuments.WHOLE : path, "", allowed));
    }

    private static LimitExceeded exceeded(Mark mark, String path, String allowed) {
        return new LimitExceeded(new Violation(mark, path.isEmpty() ? YamlDocuments.WHOLE : path, "", allowed));
    }

    private Mark mark(Event event) {
        return new Mark(file, event.getStartMark().getLine() + 1);
    }
}
