package dev.berth.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.policy.Document;
import dev.berth.policy.Mark;
import dev.berth.policy.Node;
import dev.berth.policy.Violation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlDocumentsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7000|INTEGER",
                "-1|INTEGER",
                "0o17|INTEGER",
                "0xff|INTEGER",
                "1.5|FLOAT",
                ".inf|FLOAT",
                "1e3|FLOAT",
                "true|BOOLEAN",
                "FALSE|BOOLEAN",
                "yes|STRING",
                "Off|STRING",
                "22:00|STRING",
                "7_000|STRING",
                "null|NULL",
                "~|NULL",
                "''|NULL",
                "\"7000\"|STRING",
                "'true'|STRING",
                "2026-01-01|STRING"
            },
            quoteCharacter = '`')
    void plainScalarsHaveTheKindsOfTheCoreSchema(String text, Node.Kind kind) {
        Node root = parse("a: " + (text.equals("''") ? "" : text))
                .documents()
                .get(0)
                .root();

        assertThat(((Node.Mapping) root).get("a"))
                .hasValueSatisfying(
                        value -> assertThat(((Node.Scalar) value).kind()).isEqualTo(kind));
    }

    @Test
    void everyNodeKnowsItsLine() {
        Node root = parse("\n# comment\na:\r\n  - b: 1\r\n    c: two\n")
                .documents()
                .get(0)
                .root();

        assertThat(root)
                .isEqualTo(new Node.Mapping(
                        mark(3),
                        List.of(new Node.Entry(
                                "a",
                                mark(3),
                                new Node.Sequence(
                                        mark(4),
                                        List.of(new Node.Mapping(
                                                mark(4),
                                                List.of(
                                                        entry("b", 4, "1", Node.Kind.INTEGER),
                                                        entry("c", 5, "two", Node.Kind.STRING)))))))));
    }

    @Test
    void anAliasStandsForWhatItsAnchorHolds() {
        Node root = parse("a: &x [1]\nb: *x\n").documents().get(0).root();

        assertThat(((Node.Mapping) root).get("b")).isEqualTo(((Node.Mapping) root).get("a"));
    }

    @Test
    void aByteOrderMarkIsPassedOver() {
        YamlDocuments.Parsed parsed = parse("\uFEFFa: 1\n");

        assertThat(parsed.documents().get(0).root())
                .isEqualTo(new Node.Mapping(mark(1), List.of(entry("a", 1, "1", Node.Kind.INTEGER))));
    }

    @Test
    void aFileOfOneMebibyteIsRead() {
        YamlDocuments.Parsed parsed = parse("a: " + "x".repeat(YamlDocuments.LARGEST - 3));

        assertThat(parsed.violations()).isEmpty();
    }

    @Test
    void oneByteMoreIsRefused() {
        YamlDocuments.Parsed parsed = parse("a: " + "x".repeat(YamlDocuments.LARGEST - 2));

        assertThat(parsed.violations())
                .containsExactly(new Violation(mark(1), "document", "", "at most 1 MiB (1048576 bytes)"));
    }

    @Test
    void fiftyLevelsAreRead() {
        YamlDocuments.Parsed parsed = parse("[".repeat(50) + "]".repeat(50));

        assertThat(parsed.violations()).isEmpty();
    }

    @Test
    void aMillionLevelsAreRefusedWithoutBeingBuilt() {
        YamlDocuments.Parsed parsed = parse("[".repeat(1_000_000));

        assertThat(parsed.violations())
                .containsExactly(new Violation(mark(1), "[0]".repeat(50), "", "at most 50 levels of nesting"));
    }

    @Test
    void twentyAliasesAreRead() {
        YamlDocuments.Parsed parsed = parse("a: &a x\nb:\n" + "  - *a\n".repeat(20));

        assertThat(parsed.violations()).isEmpty();
    }

    @Test
    void bytesThatAreNoUtf8AreRefusedWithTheirLine() {
        byte[] latin = "a: 1\nb: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);

        YamlDocuments.Parsed parsed = YamlDocuments.parse("p.yaml", "/policies", latin);

        assertThat(parsed.violations()).containsExactly(new Violation(mark(2), "document", "", "text in UTF-8"));
    }

    @Test
    void theFingerprintIsThatOfTheDocumentsOwnText() {
        List<Document> documents = parse("# \uD83D\uDC18\na: 1\n---\nb: \uD83D\uDC18\n---\n{c: 1}\n")
                .documents();

        // printf 'b: 🐘\n' | sha256sum, and printf '{c: 1}\n' | sha256sum
        assertThat(documents)
                .extracting(Document::fingerprint)
                .endsWith(
                        "8b211a7f6920057677c889f1d03b7279ed9229a01905e6b4d02c5e2be4ebf28e",
                        "011621777029031b6bb781609c13c7b182a4216ad2cd478e0c57efca7fc22f40");
    }

    @Test
    void aChangeInOneDocumentLeavesTheFingerprintsOfTheOthers() {
        List<Document> before = parse("a: 1\n---\nb: 1\n").documents();

        List<Document> after = parse("a: 2\n---\nb: 1\n").documents();

        assertThat(after.get(1).fingerprint()).isEqualTo(before.get(1).fingerprint());
        assertThat(after.get(0).fingerprint()).isNotEqualTo(before.get(0).fingerprint());
    }

    @Test
    void whatStandsBeforeASyntaxErrorIsRead() {
        YamlDocuments.Parsed parsed = parse("a: 1\n---\nb: [\n");

        assertThat(parsed.documents()).hasSize(1);
        assertThat(parsed.violations()).hasSize(1);
    }

    private static Node.Entry entry(String key, int line, String text, Node.Kind kind) {
        return new Node.Entry(key, mark(line), new Node.Scalar(mark(line), text, kind));
    }

    private static Mark mark(int line) {
        return new Mark("p.yaml", line);
    }

    private static YamlDocuments.Parsed parse(String text) {
        return YamlDocuments.parse("p.yaml", "/policies", text.getBytes(StandardCharsets.UTF_8));
    }
}
