package dev.berth.adapter.file;

import dev.berth.plan.Sha256;
import dev.berth.policy.Document;
import dev.berth.policy.Ground;
import dev.berth.policy.Mark;
import dev.berth.policy.Node;
import dev.berth.policy.Violation;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Parses the YAML documents of one file strictly: bounded size, depth and aliases, no tags, no merge keys, no key twice.
 */
public final class YamlDocuments {
    /** The largest file in bytes: 1 MiB. */
    static final int LARGEST = 1 << 20;

    /** The path of a violation that belongs to no field. */
    static final String WHOLE = "document";

    private final String file;
    private final String folder;
    private final List<Document> documents = new ArrayList<>();
    private final List<Violation> violations = new ArrayList<>();

    private YamlDocuments(String file, String folder) {
        this.file = file;
        this.folder = folder;
    }

    /** The documents that could be parsed, and everything that kept others, or parts of them, from it. */
    public record Parsed(List<Document> documents, List<Violation> violations) {
        public Parsed {
            documents = List.copyOf(documents);
            violations = List.copyOf(violations);
        }
    }

    /**
     * @param file the file as marks shall name it
     * @param folder the absolute folder of the file
     */
    public static Parsed parse(String file, String folder, byte[] content) {
        YamlDocuments parsing = new YamlDocuments(file, folder);
        parsing.parse(content);
        return new Parsed(parsing.documents, parsing.violations);
    }

    private void parse(byte[] content) {
        if (content.length > LARGEST) {
            refuse(1, "at most 1 MiB (" + LARGEST + " bytes)");
            return;
        }
        try {
            documents(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString());
        } catch (CharacterCodingException malformed) {
            refuse(Lines.ofFirstMalformed(content), "text in UTF-8");
        }
        if (documents.isEmpty() && violations.isEmpty()) {
            refuse(1, "at least one document; this file holds none");
        }
    }

    private void documents(String text) {
        Parser parser = new ParserImpl(new StreamReader(text), new LoaderOptions());
        try {
            while (!parser.checkEvent(Event.ID.StreamEnd)) {
                if (parser.getEvent().is(Event.ID.DocumentStart)) {
                    document(parser, text);
                }
            }
        } catch (LimitExceeded limit) {
            violations.add(limit.violation());
        } catch (MarkedYAMLException malformed) {
            refuse(line(malformed), "well-formed YAML: " + problem(malformed));
        } catch (ReaderException unprintable) {
            refuse(
                    Lines.at(text, unprintable.getPosition()),
                    "printable characters only, not U+" + "%04X".formatted(unprintable.getCodePoint()));
        } catch (YAMLException malformed) {
            refuse(1, "well-formed YAML");
        }
    }

    private void document(Parser parser, String text) {
        int start = parser.peekEvent().getStartMark().getIndex();
        Node root = new NodeComposer(parser, file, violations).compose();
        int end = parser.getEvent().getStartMark().getIndex();
        // A separator at the end of a file begins an empty document, which nobody means.
        if (!(root instanceof Node.Scalar scalar && scalar.text().isEmpty())) {
            documents.add(new Document(Ground.FILE, root, folder, fingerprint(text, start, end)));
        }
    }

    private static String fingerprint(String text, int start, int end) {
        // Marks count code points.
        int from = text.offsetByCodePoints(0, start);
        String own = text.substring(from, text.offsetByCodePoints(from, end - start));
        return Sha256.of(own.getBytes(StandardCharsets.UTF_8));
    }

    private static int line(MarkedYAMLException malformed) {
        return malformed.getProblemMark() == null
                ? 1
                : malformed.getProblemMark().getLine() + 1;
    }

    private static String problem(MarkedYAMLException malformed) {
        String problem = malformed.getProblem();
        // The one problem that repeats text of the file, which may be a password with a leading "!".
        return problem == null || problem.startsWith("found undefined tag handle")
                ? "no tags (!); text that begins with ! needs quotes"
                : problem.replaceAll("\\s+", " ");
    }

    private void refuse(int line, String allowed) {
        violations.add(new Violation(new Mark(file, line), WHOLE, "", allowed));
    }
}
