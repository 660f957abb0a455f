package dev.berth.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.adapter.file.ScratchProject.Setting;
import dev.berth.plan.FileStep;
import dev.berth.plan.Move;
import dev.berth.plan.Phase;
import dev.berth.plan.Plan;
import dev.berth.plan.Splice;
import dev.berth.plan.Step;
import dev.berth.policy.Policy;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchProjectTest {
    private static final String COMPOSE = String.join(
            "\n",
            "include: [sub/more.yml]",
            "services:",
            "  db:",
            "    image: postgres",
            "    env_file: db.conf",
            "    ports: ['${DB_PORT}:5432']",
            "");

    @TempDir
    private Path folder;

    @TempDir
    private Path elsewhere;

    private ExampleProject project() {
        return new ExampleProject(folder)
                .file("compose.yml", COMPOSE)
                .file("sub/more.yml", "services: {cache: {image: redis}}\n")
                .file("db.conf", "A=b\n")
                .file(".env", "DB_PORT=5432\n")
                .file(".env.example", "DB_PORT=5432\n")
                .file("app/config.js", "|| 5432\n")
                .file("prometheus.yml", "scrape_configs: []\n")
                .file("unrelated.txt", "x")
                .prometheus("prometheus.yml")
                .client("app/config.js")
                .berth("db", 5432, "DB_PORT");
    }

    private Setting set(Policy policy, Plan plan) throws IOException {
        return ScratchProject.set(policy, Map.of(), elsewhere.resolve("files"), plan);
    }

    @Test
    void everyFileThatTheProjectReadsIsCopiedAndNoOther() throws IOException {
        var policy = project().policy();

        var setting = set(policy, plan(policy, List.of()));

        assertThat(setting).isInstanceOf(Setting.Set.class);
        try (var files = Files.walk(elsewhere.resolve("files"))) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file ->
                                    elsewhere.resolve("files").relativize(file).toString()))
                    .containsExactlyInAnyOrder(
                            "compose.yml",
                            "sub/more.yml",
                            "db.conf",
                            ".env",
                            ".env.example",
                            "app/config.js",
                            "prometheus.yml");
        }
    }

    @Test
    void thePlansEditsAreMadeInTheCopiesAlone() throws IOException {
        var policy = project().policy();

        set(policy, plan(policy, List.of(edit(".env", "DB_PORT=5432\n", "DB_PORT=20001\n"))));

        assertThat(elsewhere.resolve("files/.env")).hasContent("DB_PORT=20001");
        assertThat(folder.resolve(".env")).hasContent("DB_PORT=5432");
    }

    @Test
    void anEditThatDoesNotFitIsRefused() throws IOException {
        var policy = project().policy();

        var setting = set(policy, plan(policy, List.of(edit(".env", "DB_PORT=1\n", "DB_PORT=20001\n"))));

        assertThat(setting)
                .isInstanceOfSatisfying(
                        Setting.Refused.class,
                        refused -> assertThat(refused.reason()).contains("the copy of .env could not be edited"));
    }

    @Test
    void aFileOutsideThePolicysFolderIsRefusedByName() throws IOException {
        var outside = elsewhere.resolve("shared.yml");
        Files.writeString(outside, "services: {other: {image: redis}}\n");
        var policy = project().composeFiles("compose.yml", outside.toString()).policy();

        var setting = set(policy, plan(policy, List.of()));

        assertThat(setting)
                .isInstanceOfSatisfying(
                        Setting.Refused.class,
                        refused -> assertThat(refused.reason())
                                .contains(outside.toString())
                                .contains("outside its folder"));
        assertThat(elsewhere.resolve("files")).doesNotExist();
    }

    @Test
    void whatDiffersFromTheSettingIsNamed() throws IOException {
        var policy = project().policy();
        var files = ((Setting.Set) set(policy, plan(policy, List.of()))).project();
        assertThat(files.changed()).isEmpty();

        Files.writeString(elsewhere.resolve("files/.env"), "DB_PORT=5433\n");
        Files.delete(elsewhere.resolve("files/db.conf"));
        Files.writeString(elsewhere.resolve("files/new"), "");

        assertThat(files.changed()).containsExactly(".env", "db.conf", "new");
    }

    private static Step edit(String path, String before, String after) {
        return new FileStep.EditFile(
                new Step.Head("edit", Phase.PREPARE, "a test"),
                path,
                hash(before),
                hash(after),
                List.of(new Splice(0, before, after)));
    }

    private static Plan plan(Policy policy, List<Step> steps) {
        return new Plan(
                "p",
                "n",
                "f",
                policy.folder(),
                Optional.of(policy.docker()),
                policy.rollback(),
                List.of(new Move("m", List.of(), Duration.ZERO, steps)),
                List.of(),
                "h");
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return String.format("%064x", new BigInteger(1, digest));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
