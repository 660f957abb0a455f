package dev.berth.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.execute.Attempt;
import dev.berth.plan.FileStep.EditFile;
import dev.berth.plan.Phase;
import dev.berth.plan.Sha256;
import dev.berth.plan.Splice;
import dev.berth.plan.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Edits files that a real container has mounted. */
class FileEffectsIT {
    private static final String CONTAINER = "berth-it-file-effects";
    private static final String OLD = "port = 5432\n";

    @TempDir
    Path folder;

    @BeforeEach
    void mountOneFileAndOneFolder() throws Exception {
        Files.createDirectory(folder.resolve("conf"));
        Files.writeString(folder.resolve("single.js"), OLD);
        Files.writeString(folder.resolve("conf/inside.js"), OLD);
        docker("rm", "-f", CONTAINER);
        docker(
                "run",
                "-d",
                "--name",
                CONTAINER,
                "-v",
                folder.resolve("single.js") + ":/app/config.js",
                "-v",
                folder.resolve("conf") + ":/app/conf",
                "--entrypoint",
                "sleep",
                "berth-rig/redis:7",
                "300");
    }

    @AfterEach
    void removeTheContainer() throws Exception {
        docker("rm", "-f", CONTAINER);
    }

    @Test
    void aRunningContainerSeesTheEditOfAFileThatIsMountedAlone() throws Exception {
        var edit = new FileEffects()
                .editFile(step("single.js"), folder, List.of(step("single.js").before()));

        var applied = edit.apply();

        assertThat(applied).isEqualTo(Attempt.done());
        assertThat(docker("exec", CONTAINER, "cat", "/app/config.js")).isEqualTo("port = 7000\n");
        assertThat(edit.undo()).isEqualTo(Attempt.done());
        assertThat(docker("exec", CONTAINER, "cat", "/app/config.js")).isEqualTo(OLD);
    }

    @Test
    void aRunningContainerSeesTheEditOfAFileInAMountedFolder() throws Exception {
        var edit = new FileEffects()
                .editFile(
                        step("conf/inside.js"),
                        folder,
                        List.of(step("conf/inside.js").before()));

        var applied = edit.apply();

        assertThat(applied).isEqualTo(Attempt.done());
        assertThat(docker("exec", CONTAINER, "cat", "/app/conf/inside.js")).isEqualTo("port = 7000\n");
    }

    private static EditFile step(String path) {
        var splices = List.of(new Splice(OLD.indexOf("5432"), "5432", "7000"));
        return new EditFile(
                new Step.Head("1", Phase.PREPARE, "a test"),
                path,
                Sha256.of(OLD.getBytes(StandardCharsets.UTF_8)),
                Sha256.of(Splice.apply(OLD, splices).getBytes(StandardCharsets.UTF_8)),
                splices);
    }

    private static String docker(String... arguments) throws IOException, InterruptedException {
        var command = new java.util.ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output;
    }
}
