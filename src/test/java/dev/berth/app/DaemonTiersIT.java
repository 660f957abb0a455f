package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two policies, of one folder or of two hosts, of which one waits for the other. */
@Timeout(180)
class DaemonTiersIT {
    @Test
    void aTierMovesOnceTheOneOnAnotherHostIsReady() throws IOException {
        try (var dev = new TinyStack(Moored.redis("dev"));
                var staging = new TinyStack(Moored.redis("staging"))) {
            Files.writeString(
                    staging.policy(),
                    Files.readString(staging.policy())
                            .replace(
                                    "  hold:",
                                    "  rollout: {after: [{namespace: default, policy: " + dev.project()
                                            + ", soak: 0s}]}\n  hold:"));
            var records = dev.folder().resolve(".berth/told");
            try (var after =
                    Daemon.over(staging, "--records", records.toString()).started()) {
                after.awaitSaid("readiness.json can't be read");
                assertThat(after.condition(staging.project(), "Waiting"))
                        .contains("waits for default/" + dev.project() + ", which is not here");
                try (var before = Daemon.over(dev).started()) {
                    before.awaitCondition(dev.project(), "Ready", "True InSync");

                    await().atMost(Duration.ofSeconds(70)).until(() -> {
                        Files.writeString(staging.folder().resolve("policy-touched"), "");
                        return after.condition(staging.project(), "Ready").startsWith("True InSync");
                    });
                }
            }
            staging.assertMigrated();
        }
    }

    @Test
    void aTierMovesOnceTheOneOfAnotherNamespaceWasReadyForItsSoak() throws IOException {
        try (var stack = new TinyStack(Moored.redis("dev"), Moored.redis("staging"))) {
            var staging = stack.databases().get(1);
            var name = "staging/" + stack.project();
            Files.writeString(stack.policy(), TinyFiles.policy(stack.project(), List.of(stack.first())));
            Files.writeString(
                    stack.folder().resolve("policy-staging.yaml"),
                    TinyFiles.policy(stack.project(), List.of(staging))
                            .replace("metadata: {", "metadata: {namespace: staging, ")
                            .replaceAll("(?s)  clients:.*(?=  prometheus:)", "")
                            .replace(
                                    "  hold:",
                                    "  rollout: {after: [{namespace: default, policy: " + stack.project()
                                            + ", soak: 20s}]}\n  hold:"));
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
