package dev.berth.adapter.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.observe.Container.Binding;
import dev.berth.policy.DockerTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileHashesTest {
    private static final List<Binding> OLD = List.of(new Binding(5432, "tcp", "", 5432));

    @TempDir
    private Path folder;

    @Test
    void aContainerAsTheFilesSayHasTheirHash() throws IOException {
        assertThat(hashes().of(labelled("of-7000"), "db", OLD)).containsExactly("of-7000");
    }

    @Test
    void filesThatAreAheadInThePortAloneAreKnownByThePortThatTheContainerHas() throws IOException {
        assertThat(hashes().of(labelled("of-5432"), "db", OLD)).containsExactly("of-7000", "of-5432");
    }

    @Test
    void anotherEditLeavesItsLabelUnknown() throws IOException {
        assertThat(hashes().of(labelled("before"), "db", OLD)).doesNotContain("before");
    }

    @Test
    void aServiceThatComposeDoesNotKnowHasNone() throws IOException {
        assertThat(hashes().of(labelled("before"), "other", OLD)).isEmpty();
    }

    @Test
    void whereNoFileIsNamedComposeIsNotAsked() throws IOException {
        var compose = new ComposeStub(folder);
        var elsewhere = labelled("before");
        elsewhere.withObject("/Config/Labels").put(ContainerJson.FOLDER_LABEL, folder.toString());

        var wanted = new FileHashes(compose.tool(), "/", target(List.of())).of(elsewhere, "db", OLD);

        assertThat(wanted).isEmpty();
        assertThat(compose.asked()).isFalse();
    }

    private FileHashes hashes() throws IOException {
        var target = target(List.of("compose.yaml"));
        var compose = new ComposeStub(folder).tool();
        return new FileHashes(compose, folder.toString(), target).with(compose.project(folder.toString(), target));
    }

    private static DockerTarget target(List<String> files) {
        return new DockerTarget("unix:///nowhere", "p", files, "");
    }

    private static ObjectNode labelled(String hash) {
        var inspect = Fixtures.inspect();
        inspect.withObject("/Config/Labels").put(ContainerJson.HASH_LABEL, hash);
        return inspect;
    }
}
