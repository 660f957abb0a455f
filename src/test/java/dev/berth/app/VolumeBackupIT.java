package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A service that speaks HTTP and keeps files in a volume, with whatever of files is easily lost. */
@Timeout(300)
class VolumeBackupIT {
    private static final String FILL = "cd /data && mkdir -p 'Ordner ü/leer' && chmod 1770 'Ordner ü'"
            + " && printf x > 'Ordner ü/datei' && chown 1234:4321 'Ordner ü/datei' && chmod 640 'Ordner ü/datei'"
            + " && ln -s 'Ordner ü/datei' zeiger && ln 'Ordner ü/datei' zweiter"
            + " && printf s > amt && chmod 4711 amt && head -c 3000000 /dev/urandom > zufall && touch -d 2001-02-03 zufall";
    private static final String LIST =
            "cd /data && find . ! -name rows -printf '%p %y %m %U %G %l %n\\n' | sort && sha256sum zufall zweiter"
                    + " && stat -c %Y zufall";

    private static TinyStack stack;

    @BeforeAll
    static void fill() {
        stack = new TinyStack(Moored.web("ui"));
        stack.policy("spec:\n", "spec:\n  backup: {folder: backups}\n");
        sh(stack.container("ui"), FILL);
    }

    @AfterAll
    static void remove() {
        stack.close();
    }

    @AfterEach
    void nothingIsLeftBeside() {
        assertThat(SparesLeft.of("proof", stack.project())).isEmpty();
    }

    @Test
    void itsVolumeIsBackedUpProvedAndRestoredWithAllThatFilesHave() throws IOException {
        var backup = taken();
        var name = backup.path("backup").asText();

        assertThat(backup.path("proved").asBoolean()).isTrue();
        assertThat(backup.path("databases")).map(JsonNode::asText).containsExactly("/data");
        stack.berth("backup", "--verify", name).ends(0).says("1 files are as written");
        var restored = json(stack.berth("restore", name, "-o", "json").ends(0));
        try {
            assertThat(sh(restored.path("container").asText(), LIST)).isEqualTo(sh(stack.container("ui"), LIST));
        } finally {
            for (var command : restored.path("remove")) {
                Shell.run(command.asText().split(" "));
            }
        }
    }

    @Test
    void whatWasWrittenToMeanwhileIsNamed() throws IOException {
        var writing = CompletableFuture.runAsync(() -> sh(
                stack.container("ui"),
                "timeout 60 sh -c 'until [ -e /data/enough ]; do date +%N >> /data/log; done'; rm -f /data/enough"));
        try {
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> !sh(stack.container("ui"), "cat /data/log").isEmpty());
            stack.berth("backup").ends(0).says("proved by a restore", "not compared: /data: ./log");
        } finally {
            sh(stack.container("ui"), "touch /data/enough");
            writing.join();
            sh(stack.container("ui"), "rm /data/log");
        }
    }

    @Test
    void whatALiveVolumeHasBeyondABackupIsTold() throws IOException {
        var name = taken().path("backup").asText();
        sh(stack.container("ui"), "echo more > /data/later");

        var ran = stack.berth("restore", name, "-o", "json").ends(0);

        sh(stack.container("ui"), "rm /data/later");
        for (var command : json(ran).path("remove")) {
            Shell.run(command.asText().split(" "));
        }
        assertThat(ran.err()).contains("/data: ./later is new").doesNotContain("transactions");
    }

    private static JsonNode taken() throws IOException {
        return json(stack.berth("backup", "-o", "json").ends(0)).path("backups").path(0);
    }

    private static JsonNode json(Ran ran) throws IOException {
        return new ObjectMapper().readTree(ran.out());
    }

    private static String sh(String container, String script) {
        return Shell.docker("exec", "-u", "0", container, "sh", "-c", script);
    }
}
