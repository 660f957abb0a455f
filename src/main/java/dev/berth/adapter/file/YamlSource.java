package dev.berth.adapter.file;

import dev.berth.policy.Mark;
import dev.berth.policy.Violation;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** A YAML file as nodes that know at which byte of the file they stand. */
final class YamlSource {
    /** How deep collections may nest. */
    static final int DEPTH = 50;

    /** How many nodes a file may have once every alias is followed. */
    static final int NODES = 100_000;

    private final SourceText file;
    private final String text;
    private final List<Node> documents;
    private final int[] offsets;

    private YamlSource(SourceText file, String text, List<Node> documents) {
        this.file = file;
        this.text = text;
        this.documents = List.copyOf(documents);
        this.offsets = offsets(text);
    }

    /** Parses a file, or says why it can't be. */
    static Optional<YamlSource> parse(SourceText file, List<Violation> findings) {
        var text = file.utf8();
        if (text.isEmpty()) {
            findings.add(new Violation(new Mark(file.name(), 1), "yaml", "", "is not UTF-8; save it as UTF-8"));
            return Optional.empty();
        }
        try {
            var source = new YamlSource(file, text.get(), compose(text.get()));
            var weights = new NodeWeights(source);
            source.documents.forEach(weights::check);
            findings.addAll(weights.problems());
            return Optional.of(source).filter(parsed -> weights.problems().isEmpty());
        } catch (YAMLException e) {
            findings.add(unreadable(file, e));
            return Optional.empty();
        }
    }

    private static List<Node> compose(String text) {
        var options = new LoaderOptions();
        options.setNestingDepthLimit(DEPTH);
        options.setCodePointLimit(SourceFolder.LIMIT);
        // Far more than people write; what aliases multiply to is limited by the weight of the nodes.
        options.setMaxAliasesForCollections(1000);
        var yaml = new Yaml(new SafeConstructor(options));
        var documents = new ArrayList<Node>();
        yaml.composeAll(new StringReader(text)).forEach(documents::add);
        return documents;
    }

    /** The parser's own word without its snippet, which could show a secret of the file. */
    private static Violation unreadable(SourceText file, YAMLException e) {
        int line = 1;
        var problem = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        if (e instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            line = marked.getProblemMark().getLine() + 1;
            problem = String.valueOf(marked.getProblem());
        }
        return new Violation(
                new Mark(file.name(), line),
                "yaml",
                "",
                "can't be read as YAML (" + problem + "); allowed are at most " + DEPTH + " levels and "
                        + SourceFolder.LIMIT + " characters");
    }

    List<Node> documents() {
        return documents;
    }

    Mark mark(Node node) {
        return new Mark(file.name(), node.getStartMark().getLine() + 1);
    }

    Reference reference(Node node, String path) {
        return new Reference(mark(node), path);
    }

    SourceText file() {
        return file;
    }

    /**
     * The byte at which a stretch of a scalar's value stands in the file; empty when the file writes the value in another
     * way, with escapes or over several lines.
     */
    Optional<Integer> offset(ScalarNode node, int index) {
        int quotes = node.isPlain() ? 0 : 1;
        int start = node.getStartMark().getIndex();
        int end = node.getEndMark().getIndex();
        int from = text.offsetByCodePoints(0, start) + quotes;
        int to = text.offsetByCodePoints(0, end) - quotes;
        var value = node.getValue();
        if (from > to || !text.substring(from, to).equals(value)) {
            return Optional.empty();
        }
        return Optional.of(offsets[start + quotes + value.codePointCount(0, index)]);
    }

    /** For every code point the number of bytes before it. */
    private static int[] offsets(String text) {
        var codePoints = text.codePoints().toArray();
        var offsets = new int[codePoints.length + 1];
        for (int i = 0; i < codePoints.length; i++) {
            int c = codePoints[i];
            offsets[i + 1] = offsets[i] + (c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4);
        }
        return offsets;
    }
}
