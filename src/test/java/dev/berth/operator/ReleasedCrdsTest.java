package dev.berth.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds crds/ to the definitions of each release, so that what was stored under those is neither refused nor cut.
 *
 * <p>{@code -Dberth.release.write=true} freezes those of now as the version that is built. What a person has looked at and
 * found harmless stands in the file {@code accepted} beside them, one line each.
 */
class ReleasedCrdsTest {
    private static final Path RELEASED = Path.of("src/test/resources/released");
    private static final Path CRDS = Path.of("crds");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @BeforeAll
    static void freezeWhereAsked() throws IOException {
        if (Boolean.getBoolean("berth.release.write")) {
            var folder = Files.createDirectories(RELEASED.resolve(unreleased()));
            for (var definition : definitions(CRDS)) {
                Files.copy(definition, folder.resolve(definition.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    static Stream<Path> releases() throws IOException {
        return list(RELEASED).stream();
    }

    @ParameterizedTest
    @MethodSource("releases")
    void whatAReleaseTookIsNeitherRefusedNorCut(Path release) throws IOException {
        assertThat(changes(release)).isEqualTo(accepted(release));
    }

    @Test
    void theVersionThatIsBuiltIsFrozenBeforeItIsReleased() throws IOException {
        assertThat(list(RELEASED)).contains(RELEASED.resolve(first("<version>(.*?)(?:-SNAPSHOT)?</version>")));
        assertThat(definitions(CRDS)).hasSize(2);
    }

    private static List<String> changes(Path release) throws IOException {
        return definitions(release).stream()
                .flatMap(definition -> new CrdChanges(read(definition), read(CRDS.resolve(definition.getFileName())))
                        .all().stream().map(line -> definition.getFileName() + " " + line))
                .toList();
    }

    private static List<String> accepted(Path release) throws IOException {
        var file = release.resolve("accepted");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /** A version that is out stays as it is. */
    private static String unreleased() throws IOException {
        return first("<version>(.*)-SNAPSHOT</version>");
    }

    private static String first(String pattern) throws IOException {
        var pom = Pattern.compile(pattern).matcher(Files.readString(Path.of("pom.xml")));
        assertThat(pom.find()).as("%s in pom.xml", pattern).isTrue();
        return pom.group(1);
    }

    private static List<Path> definitions(Path folder) throws IOException {
        return list(folder).stream()
                .filter(file -> file.toString().endsWith(".yaml"))
                .toList();
    }

    private static List<Path> list(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static JsonNode read(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
