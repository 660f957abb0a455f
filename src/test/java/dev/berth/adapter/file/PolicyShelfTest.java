package dev.berth.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.policy.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyShelfTest {
    @TempDir
    private Path folder = Path.of("");

    private String smallest = "";

    @BeforeEach
    void readTheSample() throws IOException {
        smallest = Files.readString(Path.of("src/test/resources/policies/valid/smallest.yaml"));
    }

    @Test
    void oneBadFileLeavesTheOthersStanding() throws IOException {
        write("a.yaml", policy("first", 7030));
        write("b.yaml", policy("second", 99));
        write("c.yaml", policy("third", 7031));
        write("d.yaml", "not: [yaml");

        var shelf = shelf();

        assertThat(shelf.policies()).extracting(Policy::name).containsExactly("first", "third");
        assertThat(shelf.flawed()).containsExactly(path("b.yaml"), path("d.yaml"));
        assertThat(shelf.flaws().get(0).toString()).contains("b.yaml:12: ", "“99”");
    }

    @Test
    void ofTwoFilesThatWantOnePortTheLaterIsLeftOut() throws IOException {
        write("a.yaml", policy("first", 7030));
        write("b.yaml", policy("second", 7030));

        var shelf = shelf();

        assertThat(shelf.policies()).extracting(Policy::name).containsExactly("first");
        assertThat(shelf.flawed()).containsExactly(path("b.yaml"));
    }

    @Test
    void aBadFileTakesNothingFromASoundOne() throws IOException {
        write("a.yaml", policy("first", 7030).replace("Redis", "Radish"));
        write("b.yaml", "not: [yaml");
        write("c.yaml", policy("first", 7030));

        var shelf = shelf();

        assertThat(shelf.policies()).extracting(Policy::name).containsExactly("first");
        assertThat(shelf.flawed()).containsExactly(path("a.yaml"), path("b.yaml"));
    }

    @Test
    void whatHasNothingOfAPolicyIsPassedOver() throws IOException {
        write("policy.yaml", policy("first", 7030));
        write("compose.yaml", "services:\n  cache: {image: redis}\n");
        write("prometheus.yml", "scrape_configs: []\n");

        var shelf = shelf();

        assertThat(shelf.flaws()).isEmpty();
        assertThat(shelf.policies()).hasSize(1);
    }

    @Test
    void anEmptyFolderIsSound() {
        assertThat(shelf()).isEqualTo(new PolicyShelf(List.of(), List.of()));
    }

    @Test
    void aFolderThatIsNotThereIsSaid() {
        var missing = folder.resolve("missing");

        var shelf = PolicyShelf.read(List.of(missing));

        assertThat(shelf.flawed()).containsExactly(missing.toString());
    }

    @Test
    void linksAreFollowedAsConfigMapsHaveThem() throws IOException {
        Files.createDirectories(folder.resolve("..one"));
        write("..one/policy.yaml", policy("first", 7030));
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..one"));
        Files.createSymbolicLink(folder.resolve("policy.yaml"), Path.of("..data/policy.yaml"));

        var shelf = shelf();

        assertThat(shelf.policies()).extracting(Policy::folder).containsExactly(folder.toString());
    }

    private PolicyShelf shelf() {
        return PolicyShelf.read(List.of(folder));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private String policy(String name, int port) {
        return smallest.replace("name: cache", "name: " + name)
                .replace("container: cache", "container: " + name)
                .replace("7030", String.valueOf(port));
    }
}
