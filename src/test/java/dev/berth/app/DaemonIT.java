package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.adapter.net.DatagramSocketFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code berth run} over a folder of policies, on real containers. */
@Timeout(180)
class DaemonIT {
    private static final String CANARY = "canary-of-cache-3be1a0";

    @RegisterExtension
    static final Stage STAGE =
            new Stage(() -> new TinyStack(Moored.redis("cache").guardedBy(CANARY)));

    private final TinyStack stack = STAGE.stack();

    @Test
    void aPolicyIsCarriedOutFromNothingAndNoBadFileStopsIt() throws IOException {
        var bad = stack.folder().resolve("policy-bad.yaml");
        Files.writeString(bad, Files.readString(stack.policy()).replace("engine: Redis", "engine: Radish"));
        try (var daemon = Daemon.over(stack, "-o", "json").started()) {
            daemon.awaitCondition(stack.project(), "Ready", "True InSync");

            stack.assertMigrated();
            assertThat(daemon.api("policies").path("violations").toString()).contains("policy-bad.yaml", "Radish");
            assertThat(daemon.get("/q/health/ready").body()).contains("policy-bad.yaml");
            assertThat(daemon.get("/q/metrics").body())
                    .contains("berth_migrations_total{outcome=\"migrated\"} 1.0", "berth_policies_invalid 1.0")
                    .contains("berth_berths 1.0", "berth_berths_in_sync 1.0");
            assertThat(daemon.api("berths").path(0).path("now").asInt())
                    .isEqualTo(stack.first().after());
            assertThat(daemon.api("migrations").path(0).path("standing").asText())
                    .isEqualTo("soaking");
            assertThat(daemon.said().lines())
                    .anyMatch(line -> line.contains("\"event\":\"MigrationEnded\"")
                            && line.contains("\"migration\":\"" + stack.project() + "-1\"")
                            && line.contains("\"policy\":\"default/" + stack.project() + "\""));
            assertNoSecret(daemon);
            assertDescribed(new Described(daemon));
        } finally {
            Files.delete(bad);
        }
    }

    private void assertDescribed(Described api) {
        assertThat(api.methods()).containsOnly("get");
        assertThat(api.holds("policies").path("violations")).isNotEmpty();
        assertThat(api.holds("policies/{namespace}/{name}", "policies/default/" + stack.project())
                        .path("lastMigration"))
                .isNotEmpty();
        assertThat(api.holds("migrations")).isNotEmpty();
        assertThat(api.holds("berths")).isNotEmpty();
    }

    @Test
    void nothingOverHttpChangesAnything() {
        stack.policy("spec:\n", "spec:\n  mode: Plan\n");
        try (var daemon = Daemon.over(stack).started()) {
            daemon.awaitCondition(stack.project(), "Waiting", "True ChangesWait");

            var paths = List.of("policies", "policies/default/" + stack.project(), "migrations", "berths");
            var answers = Stream.of("POST", "PUT", "PATCH", "DELETE")
                    .flatMap(method -> paths.stream().map(path -> daemon.send(method, "/api/v1/" + path)))
                    .map(Daemon.Answer::status)
                    .toList();

            assertThat(answers).hasSize(16).containsOnly(405);
            stack.assertAsBefore();
        }
    }

    @Test
    void aDamagedJournalIsToldByItsHealthAndAmongTheMigrations() throws IOException {
        stack.policy("spec:\n", "spec:\n  mode: Observe\n");
        var migrations = Files.createDirectories(stack.state().resolve("migrations"));
        Files.writeString(migrations.resolve("shop-1.journal"), "no journal\n");
        try (var daemon = Daemon.over(stack).started()) {
            daemon.awaitReady(503);

            assertThat(daemon.get("/q/health/ready").body())
                    .contains("shop-1.journal is damaged at line 1")
                    .doesNotContain("can't be written");
            assertThat(new Described(daemon)
                            .holds("migrations")
                            .path(0)
                            .path("unreadable")
                            .asText())
                    .contains("shop-1.journal is damaged at line 1");
        }
    }

    @Test
    void aPolicyThatPlansWaitsAndIsMovedByWhoApproves() {
        stack.policy("spec:\n", "spec:\n  mode: Plan\n");
        try (var daemon = Daemon.over(stack).started()) {
            daemon.awaitCondition(stack.project(), "Waiting", "True ChangesWait");
            var hash = daemon.condition(stack.project(), "Waiting").replaceAll("(?s).*--approve ([0-9a-f]+).*", "$1");
            stack.assertAsBefore();

            stack.berth("apply", "--approve", hash).ends(0);

            daemon.awaitCondition(stack.project(), "Ready", "True InSync");
            stack.assertMigrated();
        }
    }

    @Test
    void aBackupThatIsDueIsTakenAndProved(@TempDir Path folder) throws IOException {
        stack.policy(
                "spec:\n", "spec:\n  mode: Observe\n  backup: {folder: " + folder + ", schedule: \"0 3 * * *\"}\n");
        try (var daemon = Daemon.over(stack).started()) {
            daemon.awaitSaid(", restored and compared");

            stack.berth("backup", "--list").ends(0).says("proved by a restore");
            stack.assertAsBefore();
            assertNoSecret(daemon);
        }
    }

    @Test
    void aContainerThatCameBackOnItsOldPortIsMovedAgain() {
        var cache = stack.first();
        try (var daemon = Daemon.over(stack).started()) {
            daemon.awaitCondition(stack.project(), "Ready", "True InSync");

            var recreated = Shell.attempt(
                    stack.folder(),
                    List.of(
                            "env",
                            cache.variable() + "=" + cache.before(),
                            "docker",
                            "compose",
                            "-p",
                            stack.project(),
                            "up",
                            "-d"));
            assertThat(recreated.code()).as(recreated.said()).isZero();

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(daemon.api("migrations")).hasSize(2));
            daemon.awaitCondition(stack.project(), "Ready", "True InSync");
            stack.assertMigrated();
        }
    }

    @Test
    @Tag("slow")
    void whatAPersonTookBackStaysBackUntilThePolicyChanges() {
        try (var daemon = Daemon.over(stack).started()) {
            daemon.awaitCondition(stack.project(), "Ready", "True InSync");
            stack.berth("rollback").ends(0);

            daemon.awaitCondition(stack.project(), "Waiting", "True ChangesWait");
            assertThat(daemon.condition(stack.project(), "Waiting")).contains("a person took its last migration back");
            stack.assertAsBefore();

            stack.policy("spec:\n", "spec:\n  soak: {period: 30d}\n");
            daemon.awaitCondition(stack.project(), "Ready", "True InSync");
            stack.assertMigrated();
        }
    }

    @Test
    @Tag("slow")
    void anOldPortThatNoMigrationKnowsOfIsClosedWithAWordButNotByWhoObserves() {
        var cache = stack.first();
        stack.hold("drain: 2s, limit: 60s");
        stack.berth("apply", "--yes").ends(0);
        Shell.run("rm", "-rf", stack.state().toString());
        stack.policy("spec:\n", "spec:\n  mode: Observe\n");
        try (var daemon = Daemon.over(stack).started()) {
            daemon.awaitCondition(stack.project(), "Ready", "True InSync");

            assertThat(cache.answers(cache.before())).isTrue();
        }
        stack.policy("mode: Observe", "mode: Enforce");
        try (var daemon = Daemon.over(stack).started()) {
            daemon.awaitSaid("no migration knows of 127.0.0.1:" + cache.before());

            assertThat(cache.answers(cache.before())).isFalse();
        }
    }

    @Test
    void aStrayInTheRangeIsReported() {
        var stray = stack.project() + "-stray";
        int port = Berths.inside();
        stack.policy("spec:\n", "spec:\n  mode: Observe\n");
        try (var daemon = Daemon.over(stack).started()) {
            Shell.docker("run", "-d", "--name", stray, "-p", "127.0.0.1:" + port + ":6379", "berth-rig/redis:7");

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(daemon.condition(stack.project(), "Protected"))
                            .startsWith("False StrayFound")
                            .contains(port + " (container " + stray + ")"));
        } finally {
            Shell.attempt("docker", "rm", "-fv", stray);
        }
    }

    @Test
    void whatHappensWhileDockerCannotBeHeardIsSeenOnceItCan() throws IOException {
        var stray = stack.project() + "-stray";
        int port = Berths.inside();
        observedAlone(port);
        try (var docker = new LossyDocker(stack.folder().resolve("docker.sock"));
                var daemon = Daemon.over(stack, "--docker", docker.address()).started()) {
            daemon.awaitCondition(stack.project(), "Protected", "True");

            docker.cut();
            daemon.awaitReady(503);
            Shell.docker("run", "-d", "--name", stray, "-p", "127.0.0.1:" + port + ":6379", "berth-rig/redis:7");
            docker.mend();

            awaitSoon(() -> assertThat(daemon.condition(stack.project(), "Protected"))
                    .startsWith("False StrayFound")
                    .contains(port + " (container " + stray + ")"));
            docker.cut();
            daemon.awaitReady(503);
            Shell.docker("rm", "-fv", stray);
            docker.mend();

            awaitSoon(() ->
                    assertThat(daemon.condition(stack.project(), "Protected")).startsWith("True"));
            daemon.awaitReady(200);
        } finally {
            Shell.attempt("docker", "rm", "-fv", stray);
        }
    }

    /** Before the look comes that it takes at each minute. */
    private static void awaitSoon(ThrowingRunnable seen) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(seen);
    }

    @Test
    void aPolicyIsReadAnewHoweverItIsReplaced() throws IOException {
        stack.policy("spec:\n", "spec:\n  mode: Observe\n");
        try (var daemon = Daemon.over(stack).started()) {
            daemon.awaitCondition(
                    stack.project(), "Waiting", "True ChangesWait " + stack.project() + ": mode is Observe");

            replace(stack.policy(), Files.readString(stack.policy()).replace("mode: Observe", "mode: Plan"));

            daemon.awaitCondition(
                    stack.project(), "Waiting", "True ChangesWait " + stack.project() + ": the plan wants");
        }
    }

    @Test
    void aLinkThatIsSwappedIsReadAnewAsConfigMapsHaveThem(@TempDir Path mount) throws IOException {
        var plan = Files.readString(stack.policy()).replace("spec:\n", "spec:\n  mode: Plan\n");
        for (var version : List.of("..one", "..two")) {
            Files.createDirectory(mount.resolve(version));
        }
        Files.writeString(mount.resolve("..one/policy.yaml"), plan.replace("mode: Plan", "mode: Observe"));
        Files.writeString(mount.resolve("..two/policy.yaml"), plan);
        Files.createSymbolicLink(mount.resolve("..data"), Path.of("..one"));
        Files.createSymbolicLink(mount.resolve("policy.yaml"), Path.of("..data/policy.yaml"));
        try (var daemon = Daemon.start(Map.of(), mount, "--state", stack.state().toString())
                .started()) {
            assertThat(daemon.api("policies")
                            .path("policies")
                            .path(0)
                            .path("mode")
                            .asText())
                    .isEqualTo("Observe");

            Files.createSymbolicLink(mount.resolve("..tmp"), Path.of("..two"));
            Files.move(mount.resolve("..tmp"), mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);

            awaitSoon(() -> assertThat(daemon.api("policies")
                            .path("policies")
                            .path(0)
                            .path("mode")
                            .asText())
                    .isEqualTo("Plan"));
        }
    }

    @Test
    @Tag("slow")
    void aPolicyThatIsThereInPartIsToldAndNothingOfItIsTakenBack() throws IOException {
        try (var daemon = Daemon.over(stack).started()) {
            daemon.awaitCondition(stack.project(), "Ready", "True InSync");
            var whole = Files.readString(stack.policy());

            Files.writeString(stack.policy(), whole.substring(0, whole.indexOf("ports: [{name")));

            awaitSoon(() -> assertThat(daemon.api("policies").path("violations").toString())
                    .contains("policy.yaml"));
            awaitSoon(() -> assertThat(daemon.said()).contains("no sound file has it any more"));
            daemon.awaitReady(503);
            stack.assertMigrated();
            Files.writeString(stack.policy(), whole);
            daemon.awaitReady(200);
            daemon.awaitCondition(stack.project(), "Ready", "True InSync");
            assertThat(daemon.api("migrations")).hasSize(1);
        }
    }

    /** As careful editors do. */
    private static void replace(Path file, String text) throws IOException {
        var aside = file.resolveSibling("policy.tmp");
        Files.writeString(aside, text);
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    void aFolderThatIsGoneIsToldAndTakenUpAgain() throws IOException {
        var policies = Files.createTempDirectory("berth-it-policies-");
        try (var daemon = Daemon.start(
                        Map.of(), policies, "--state", stack.state().toString())
                .started()) {
            daemon.awaitReady(200);
            Files.delete(policies);
            daemon.awaitReady(503);
            assertThat(daemon.get("/q/health/ready").body()).contains(policies + " is gone");
            assertThat(daemon.get("/q/health/live").status()).isEqualTo(200);

            Files.createDirectory(policies);

            daemon.awaitReady(200);
        } finally {
            Shell.run("rm", "-rf", policies.toString());
        }
    }

    @Test
    void systemdIsToldWhenItIsReadyAndThatItLives() throws Exception {
        var socket = stack.folder().resolve("policy-notify");
        stack.policy("spec:\n", "spec:\n  mode: Observe\n");
        try (var systemd = new DatagramSocketFile(socket.toString());
                var daemon = Daemon.start(
                        Map.of("NOTIFY_SOCKET", socket.toString(), "WATCHDOG_USEC", "300000"), stack.folder())) {
            assertThat(systemd.next()).isEqualTo("EXTEND_TIMEOUT_USEC=30000000");
            assertThat(systemd.until("READY=1")).isEqualTo("READY=1\nSTATUS=1 policies");
            assertThat(systemd.until("WATCHDOG")).isEqualTo("WATCHDOG=1");
            daemon.signal("TERM");

            assertThat(systemd.until("STOPPING")).isEqualTo("STOPPING=1\nEXTEND_TIMEOUT_USEC=30000000");
        }
    }

    @Test
    void whatAProjectSetsForItselfIsNoSettingOfADaemonThatIsStartedThere(@TempDir Path project) throws IOException {
        Files.writeString(project.resolve(".env"), "DRIVE=c:\\users\nQUARKUS_HTTP_ROOT_PATH=/elsewhere\n");
        Files.createDirectory(project.resolve("config"));
        Files.writeString(project.resolve("config/application.properties"), "quarkus.http.root-path=/elsewhere\n");

        try (var daemon = Daemon.start(project, Map.of(), Path.of(".")).started()) {
            assertThat(daemon.get("/q/health/ready").status()).isEqualTo(200);
        }
    }

    @Test
    void withoutInotifyItGoesOnAndSaysThatItSeesLater(@TempDir Path policies) {
        try (var daemon = Daemon.withoutInotify(policies).started()) {
            var ready = daemon.get("/q/health/ready");

            assertThat(ready.status()).as(daemon.said()).isEqualTo(200);
            assertThat(ready.body()).contains("\"unwatched\"", policies + " can't be watched");
            assertThat(daemon.said()).contains("within a minute", "fs.inotify.max_user_instances");
        }
    }

    @Test
    void aSecondDaemonIsRefused() throws Exception {
        stack.policy("spec:\n", "spec:\n  mode: Observe\n");
        try (var daemon = Daemon.over(stack).started();
                var second = Daemon.over(stack)) {
            assertThat(second.ends()).isEqualTo(3);
            assertThat(second.said()).contains("another daemon keeps the folder " + stack.state());
            assertThat(daemon.get("/q/health/live").status()).isEqualTo(200);
        }
    }

    @Test
    void aPlaceToAnswerAtThatIsTakenIsRefused() throws Exception {
        stack.policy("spec:\n", "spec:\n  mode: Observe\n");
        try (var other = new java.net.ServerSocket(0, 5, java.net.InetAddress.getByName("127.0.0.1"));
                var daemon = Daemon.over(stack, "--http", "127.0.0.1:" + other.getLocalPort())) {
            assertThat(daemon.ends()).as(daemon.said()).isEqualTo(3);
            assertThat(daemon.said())
                    .contains("refused: http: 127.0.0.1:" + other.getLocalPort() + " can't be had", "--http");
        }
    }

    @Test
    void aFolderThatIsNotThereIsWrongUsage() throws Exception {
        var missing = stack.folder().resolve("policy-missing");
        try (var daemon = Daemon.start(Map.of(), missing)) {
            assertThat(daemon.ends()).isEqualTo(2);
            assertThat(daemon.said()).contains("“" + missing + "”", "there is none of this name");
        }
    }

    private void assertNoSecret(Daemon daemon) throws IOException {
        for (var path : new String[] {
            "/api/v1/policies", "/api/v1/migrations", "/api/v1/berths", "/q/metrics", "/q/health", "/q/openapi"
        }) {
            assertThat(daemon.get(path)).as(path).satisfies(answer -> {
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body()).doesNotContain(CANARY);
            });
        }
        assertThat(daemon.said()).doesNotContain(CANARY);
        // Files come and go under a daemon.
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .untilAsserted(this::assertNoSecretInItsState);
    }

    private void assertNoSecretInItsState() throws IOException {
        try (var files = Files.walk(stack.state())) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(file -> !file.toString().contains("/recipes/")))
                    .noneMatch(file -> read(file).contains(CANARY));
        }
    }

    /** With bands in which no other test has anything. */
    private void observedAlone(int stray) {
        stack.policy("spec:\n", "spec:\n  mode: Observe\n");
        stack.policy(
                "{name: all, from: 7000, to: 7999}",
                "{name: own, from: %1$d, to: %1$d}, {name: stray, from: %2$d, to: %2$d}"
                        .formatted(stack.first().after(), stray));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
