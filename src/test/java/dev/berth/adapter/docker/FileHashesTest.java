package dev.berth.adapter.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.observe.Container.Binding;
import dev.berth.policy.DockerTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Compose whose files publish 7000, and whose hash of a service tells which port it was given. */
class FileHashesTest {
    private static final List<Binding> OLD = List.of(new Binding(5432, "tcp", "", 5432));

    @TempDir
    private Path folder;

    private FileHashes hashes;

    @BeforeEach
    void aComposeOfTheirOwn() throws IOException {
        var docker = folder.resolve("docker");
        Files.writeString(docker, """
                #!/bin/sh
                case "$*" in
                  *--hash*) echo "db $(sed 's/.*"published":"\\([0-9]*\\)".*/of-\\1/')" ;;
                  *) echo '{"services":{"db":{"ports":[{"target":5432,"published":"7000","protocol":"tcp"}]}}}' ;;
                esac
                """);
        Files.setPosixFilePermissions(docker, PosixFilePermissions.fromString("rwx------"));
        var target = new DockerTarget("unix:///nowhere", "p", List.of("compose.yaml"), "");
        var compose = new ComposeTool(docker.toString());
        hashes = new FileHashes(compose, folder.toString(), target).with(compose.project(folder.toString(), target));
    }

    @Test
    void aContainerAsTheFilesSayHasTheirHash() {
        assertThat(hashes.of(labelled("of-7000"), "db", OLD)).containsExactly("of-7000");
    }

    @Test
    void filesThatAreAheadInThePortAloneAreKnownByThePortThatTheContainerHas() {
        assertThat(hashes.of(labelled("of-5432"), "db", OLD)).containsExactly("of-7000", "of-5432");
    }

    @Test
    void anotherEditLeavesItsLabelUnknown() {
        assertThat(hashes.of(labelled("before"), "db", OLD)).doesNotContain("before");
    }

    @Test
    void aServiceThatComposeDoesNotKnowHasNone() {
        assertThat(hashes.of(labelled("before"), "other", OLD)).isEmpty();
    }

    private static ObjectNode labelled(String hash) {
        var inspect = Fixtures.inspect();
        inspect.withObject("/Config/Labels").put(ContainerJson.HASH_LABEL, hash);
        return inspect;
    }
}
