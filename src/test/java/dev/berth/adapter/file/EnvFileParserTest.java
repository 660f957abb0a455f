package dev.berth.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.observe.Project.EnvEntry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvFileParserTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "KEY=v | v | v",
                "export   KEY=v | v | v",
                "KEY = \"v\" | v | v",
                "KEY='a $B' | a $B | a $B",
                "KEY: v | v | v",
                "KEY=v # comment | v | v",
                "KEY=v#no | v#no | v#no",
                "KEY=\"a # b\" # c | a # b | a # b",
                "KEY=\"a\\tb\" | a\tb | a\\tb",
                "KEY=\"say \\\"hi\\\"\" | say \"hi\" | say \\\"hi\\\"",
                "KEY='it\\'s' | it's | it\\'s",
                "KEY=${X:-5} | 5 | ${X:-5}",
                "KEY=\"\\$X\" | $X | \\$X",
                "KEY=größe | größe | grÃ¶Ã\u009fe",
                "KEY=\"\\0123\" | S | \\0123",
            })
    void aValueIsReadAsComposeReadsItAndItsSpotIsWhatStandsInTheFile(String text, String value, String raw) {
        var file = parse(text);

        assertThat(file.problems()).isEmpty();
        assertThat(file.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.value()).isEqualTo(value);
            assertThat(entry.spot().text()).isEqualTo(raw);
            assertThat(bytes(text).substring(entry.spot().offset())).startsWith(raw);
        });
    }

    @Test
    void keyLikeTextInsideAQuotedValueIsNoKey() {
        var file = parse("A=\"first\nB=inside\nlast\"\nC=1\n");

        assertThat(file.values()).containsExactly(Map.entry("A", "first\nB=inside\nlast"), Map.entry("C", "1"));
        assertThat(file.entries().get(1).mark().line()).isEqualTo(4);
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsAreNoPartOfAnyEntry() {
        var file = parse("\uFEFFA=1\r\nB=\"2\"\r\n");

        assertThat(file.values()).containsExactly(Map.entry("A", "1"), Map.entry("B", "2"));
        assertThat(file.entries().get(0).spot().offset()).isEqualTo(5);
    }

    @Test
    void anEarlierEntryIsInterpolatedAndTheShellBeatsIt() {
        var source = source("HOST=a\nPORT=5432\nURL=\"$HOST:${PORT}\"\n");

        var file = EnvFileParser.parse(source, Variables.ofShell(Map.of("PORT", "6000")));

        assertThat(file.values()).containsEntry("URL", "a:6000");
    }

    @Test
    void aKeySetTwiceIsAProblemThatNamesNoValue() {
        var file = parse("PASSWORD=hush\n\nPASSWORD=hush2\n");

        assertThat(file.problems())
                .singleElement()
                .hasToString(".env:3: env: “PASSWORD” — is already set in line 1; keep one");
    }

    @Test
    void aQuoteThatNeverClosesIsAProblemThatNamesNoValue() {
        var file = parse("A=1\nPASSWORD=\"hush\nB=2\n");

        assertThat(file.entries()).extracting(EnvEntry::key).containsExactly("A");
        assertThat(file.problems())
                .singleElement()
                .hasToString(".env:2: env: “PASSWORD” — its quote is never closed; close it with \"");
    }

    @Test
    void aLineThatIsNoEntryIsAProblemThatShowsNothingOfIt() {
        var file = parse("A=1\nhush & secret\n");

        assertThat(file.problems())
                .singleElement()
                .hasToString(".env:2: env: — is no NAME=value; names hold letters, digits and _ . - [ ]");
    }

    private static EnvFile parse(String text) {
        return EnvFileParser.parse(source(text), Variables.ofShell(Map.of()));
    }

    private static SourceText source(String text) {
        return new SourceText(".env", Path.of("/tmp/.env"), bytes(text));
    }

    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
