package dev.berth.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.policy.Document;
import dev.berth.policy.Ground;
import dev.berth.policy.Mark;
import dev.berth.policy.Node;
import dev.berth.policy.PolicyReader;
import dev.berth.policy.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Puts odd values in every place of the complete policy: whatever stands there, reading ends with an answer. */
class DamagedPoliciesTest {
    private static final Path COMPLETE = Path.of("src/test/resources/policies/valid/complete.yaml");
    private static final Mark MARK = new Mark("damaged.yaml", 1);
    private static final List<Node> ODD = List.of(
            new Node.Scalar(MARK, "", Node.Kind.NULL),
            new Node.Scalar(MARK, "99999999999999999999", Node.Kind.INTEGER),
            new Node.Scalar(MARK, "\u0000 {{ %zz", Node.Kind.STRING),
            new Node.Mapping(MARK, List.of(new Node.Entry("", MARK, new Node.Sequence(MARK, List.of())))),
            new Node.Sequence(MARK, List.of(new Node.Sequence(MARK, List.of()))));

    @Test
    void anOddValueInAnyPlaceIsAViolation() throws IOException {
        List<Node> damaged = damaged(complete()).toList();

        assertThat(damaged).hasSizeGreaterThan(500);
        assertThat(damaged.stream().filter(root -> read(root) instanceof Reading.Valid))
                .isEmpty();
    }

    @Test
    void aPolicyThatEndsAnywhereIsRead() throws IOException {
        byte[] whole = Files.readAllBytes(COMPLETE);

        List<YamlDocuments.Parsed> cut = IntStream.iterate(0, end -> end < whole.length, end -> end + 7)
                .mapToObj(end -> YamlDocuments.parse("cut.yaml", "/policies", Arrays.copyOf(whole, end)))
                .toList();

        assertThat(cut.stream()
                        .filter(parsed -> parsed.documents().isEmpty())
                        .filter(parsed -> parsed.violations().isEmpty()))
                .isEmpty();
        assertThat(cut.stream().map(parsed -> PolicyReader.read(parsed.documents())))
                .doesNotContainNull();
    }

    private static Reading read(Node root) {
        return PolicyReader.read(List.of(new Document(Ground.FILE, root, "/policies", "")));
    }

    private static Node complete() throws IOException {
        String text = Files.readString(COMPLETE);
        return YamlDocuments.parse("p.yaml", "/policies", text.getBytes(StandardCharsets.UTF_8))
                .documents()
                .get(0)
                .root();
    }

    /** The node with one odd value in one place, for every value and place. */
    private static Stream<Node> damaged(Node node) {
        return Stream.concat(ODD.stream(), inside(node));
    }

    private static Stream<Node> inside(Node node) {
        if (node instanceof Node.Mapping mapping) {
            List<Node.Entry> entries = mapping.entries();
            return IntStream.range(0, entries.size())
                    .boxed()
                    .flatMap(index -> damaged(entries.get(index).value())
                            .map(value -> new Node.Mapping(
                                    node.mark(),
                                    with(
                                            entries,
                                            index,
                                            new Node.Entry(entries.get(index).key(), node.mark(), value)))));
        }
        if (node instanceof Node.Sequence sequence) {
            List<Node> items = sequence.items();
            return IntStream.range(0, items.size())
                    .boxed()
                    .flatMap(index -> damaged(items.get(index))
                            .map(item -> new Node.Sequence(node.mark(), with(items, index, item))));
        }
        return Stream.empty();
    }

    private static <T> List<T> with(List<T> list, int index, T element) {
        List<T> changed = new ArrayList<>(list);
        changed.set(index, element);
        return changed;
    }
}
