package dev.berth.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds docs/policy.md to the schema and to the samples; {@code -Dberth.docs.write=true} writes its parts anew. */
class PolicyDocsTest {
    private static final Path PAGE = Path.of("docs/policy.md");
    private static final Path SAMPLES = Path.of("src/test/resources/policies");

    @BeforeAll
    static void writeAnewWhereAsked() throws IOException {
        if (Boolean.getBoolean("berth.docs.write")) {
            String page = Files.readString(PAGE);
            page = withPart(page, "fields", FieldTable.render());
            page = withPart(page, "example", example());
            page = withPart(page, "errors", errors());
            Files.writeString(PAGE, page);
        }
    }

    @Test
    void theTableOfFieldsIsWhatTheSchemaSays() throws IOException {
        assertThat(part("fields")).isEqualTo(FieldTable.render());
    }

    @Test
    void theExampleIsThePolicyThatIsReadInTheTests() throws IOException {
        assertThat(part("example")).isEqualTo(example());
    }

    @Test
    void theErrorsShownAreThoseThatTheTestsExpect() throws IOException {
        assertThat(part("errors")).isEqualTo(errors());
    }

    private static String example() throws IOException {
        return "```yaml\n" + Files.readString(SAMPLES.resolve("valid/complete.yaml")) + "```\n";
    }

    private static String errors() throws IOException {
        return "```text\n" + Files.readString(SAMPLES.resolve("invalid/choices.expected")) + "```\n";
    }

    private static String part(String name) throws IOException {
        Matcher matcher = pattern(name).matcher(Files.readString(PAGE));
        assertThat(matcher.find()).as("the part " + name + " of " + PAGE).isTrue();
        return matcher.group(2);
    }

    private static String withPart(String page, String name, String text) {
        return pattern(name).matcher(page).replaceFirst("$1" + Matcher.quoteReplacement(text) + "$3");
    }

    private static Pattern pattern(String name) {
        return Pattern.compile("(<!-- " + name + " -->\n)(.*?)(<!-- end of " + name + " -->)", Pattern.DOTALL);
    }
}
