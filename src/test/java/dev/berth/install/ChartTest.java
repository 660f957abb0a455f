package dev.berth.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the chart's parts to each other; {@code -Dberth.docs.write=true} writes its copies and the table of its README anew. */
class ChartTest {
    private static final Path CHART = Path.of("helm/berth");
    private static final Path GUARD = Path.of("deploy/kubernetes/guard.yaml");
    private static final Path README = CHART.resolve("README.md");

    @BeforeAll
    static void writeAnewWhereAsked() throws IOException {
        if (Boolean.getBoolean("berth.docs.write")) {
            var page = Files.readString(README);
            Files.writeString(
                    README,
                    page.substring(0, page.indexOf("| value |"))
                            + ValueTable.of(CHART).render());
            Files.copy(GUARD, CHART.resolve("files/guard.yaml"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Test
    void itsReadmeHasEveryValue() throws IOException {
        assertThat(Files.readString(README))
                .endsWith("\n" + ValueTable.of(CHART).render());
    }

    @Test
    void everyValueHasAMeaningAndADefault() throws IOException {
        assertThat(ValueTable.of(CHART).leaves()).hasSizeGreaterThan(20).allSatisfy(leaf -> {
            assertThat(leaf.meaning()).as(leaf.path()).isNotBlank();
            assertThat(leaf.preset().isMissingNode()).as(leaf.path()).isFalse();
        });
        assertThat(ValueTable.of(CHART).unsaid()).isEmpty();
    }

    @Test
    void itsGuardIsThePlainOne() {
        assertThat(CHART.resolve("files/guard.yaml")).hasSameTextualContentAs(GUARD);
    }

    @Test
    void itIsOfTheVersionThatIsBuilt() throws IOException {
        var version = first(Path.of("pom.xml"), "<version>(.*?)(?:-SNAPSHOT)?</version>");

        assertThat(first(CHART.resolve("Chart.yaml"), "(?m)^appVersion: (.*)$")).isEqualTo(version);
        assertThat(first(Path.of("pom.xml"), "<image.name>berth:(.*)</image.name>"))
                .isEqualTo(version);
    }

    private static String first(Path file, String pattern) throws IOException {
        var matcher = Pattern.compile(pattern).matcher(Files.readString(file));
        assertThat(matcher.find()).as("%s in %s", pattern, file).isTrue();
        return matcher.group(1);
    }
}
