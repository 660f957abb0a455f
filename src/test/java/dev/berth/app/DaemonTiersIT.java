package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two policies of one folder, of which one waits for the other. */
@Timeout(180)
class DaemonTiersIT {
    @Test
    void aTierMovesOnceTheOneBeforeItWasReadyForItsSoak() throws IOException {
        try (var stack = new TinyStack(Moored.redis("dev"), Moored.redis("staging"))) {
            var staging = stack.databases().get(1);
            var name = stack.project() + "-staging";
            Files.writeString(stack.policy(), TinyFiles.policy(stack.project(), List.of(stack.first())));
            Files.writeString(
                    stack.folder().resolve("policy-staging.yaml"),
                    TinyFiles.policy(stack.project(), List.of(staging))
                            .replace("metadata: {name: " + stack.project(), "metadata: {name: " + name)
                            .replaceAll("(?s)  clients:.*(?=  prometheus:)", "")
                            .replace(
                                    "  hold:",
                                    "  rollout: {after: [{namespace: default, policy: " + stack.project()
                                            + ", soak: 5s}]}\n  hold:"));
            try (var daemon = Daemon.over(stack).started()) {
                daemon.awaitCondition(stack.project(), "Ready", "True InSync");
                assertThat(daemon.condition(name, "Waiting"))
                        .contains("waits for default/" + stack.project(), "is Ready since", "and soaks");

                await().atMost(Duration.ofSeconds(70)).until(() -> {
                    Files.writeString(stack.folder().resolve("policy-touched"), "");
                    return daemon.condition(name, "Ready").startsWith("True InSync");
                });
            }
            stack.assertMigrated();
        }
    }
}
