package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.adapter.file.Unpacked;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real databases, backed up so that nobody reads them who has not the key. */
@Timeout(300)
class EncryptedBackupIT {
    private static final String KEY = "Y2FuYXJ5LW9mLWJhY2t1cHMtLS0xOWMzZTdhNGYyYjE=";
    private static final String ID = "157e712cb953b485";
    private static final String OTHER = "ff".repeat(32);
    private static final String WISH = "backup: {folder: backups, encryption: {key: {env: BACKUP_KEY}}}";

    private static TinyStack stack;

    @BeforeAll
    static void up() {
        stack = new TinyStack(Moored.postgres("main"), Moored.redis("cache"), Moored.web("ui"));
        stack.policy("spec:\n", "spec:\n  " + WISH + "\n");
    }

    @AfterAll
    static void remove() {
        stack.close();
    }

    @AfterEach
    void nothingIsLeftBeside() {
        assertThat(SparesLeft.of("proof", stack.project())).isEmpty();
        assertThat(SparesLeft.of("restore", stack.project())).isEmpty();
    }

    @Test
    void everyFileOfEveryEngineIsEncryptedAndProved() throws IOException {
        var backups = json(berth("backup", "-o", "json").ends(0)).path("backups");

        assertThat(backups).hasSize(3).allSatisfy(backup -> {
            assertThat(backup.path("proved").asBoolean()).isTrue();
            assertThat(backup.path("keys")).map(JsonNode::asText).containsExactly(ID);
            assertThat(files(backup))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(file)
                            .hasExtension("enc")
                            .content(StandardCharsets.ISO_8859_1)
                            .doesNotStartWith("(\u00b5/\u00fd"));
        });
        berth("backup", "--list").ends(0).says(ID, "proved by a restore");
        berth("backup", "--verify").ends(0).says("files are as written; proved by a restore");
    }

    @Test
    @Tag("slow")
    void itIsRestoredBesideTheLiveDatabase() throws IOException {
        var restored = json(berth("restore", name(taken("main")), "-o", "json").ends(0));

        try {
            assertThat(Shell.docker(
                            "exec",
                            restored.path("container").asText(),
                            "psql",
                            "-U",
                            "postgres",
                            "-Atc",
                            "SELECT count(*) FROM rows"))
                    .isEqualTo("1");
        } finally {
            for (var command : restored.path("remove")) {
                Shell.run(command.asText().split(" "));
            }
        }
    }

    /** Opened by hand, as docs/backups.md shows. */
    @Test
    void whatItTakesToSetItUpAgainIsInIt() throws IOException {
        var backup = taken("cache");
        var key = Files.writeString(stack.folder().resolve("backup.key"), KEY + "\n");
        var opened = stack.folder().resolve("opened.tar.zst");

        Shell.run(
                "sh",
                "-c",
                "\"$1\" \"$2\" \"$3\" \"$4\" > \"$5\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                Path.of("deploy/Decrypt.java").toAbsolutePath().toString(),
                key.toString(),
                place(backup).resolve("surroundings.tar.zst.enc").toString(),
                opened.toString());

        var texts = Unpacked.of(opened);
        assertThat(texts).containsKeys("recipe.json", "policy/policy.yaml", "project/compose.yaml", "project/.env");
        assertThat(texts.get("project/compose.yaml"))
                .isEqualTo(Files.readString(stack.folder().resolve("compose.yaml")));
        var recipe = new ObjectMapper().readTree(texts.get("recipe.json"));
        assertThat(recipe.at("/inspect/Name").asText()).isEqualTo("/" + stack.container("cache"));
        assertThat(recipe.at("/volumes/0/Name").asText()).isEqualTo(stack.project() + "_cache-data");
    }

    @Test
    @Tag("slow")
    void withAnotherKeyItIsRefusedAndStaysAsItIs() throws IOException {
        var backup = taken("main");
        var manifest = Files.readString(place(backup).resolve("manifest.json"));

        berthWith(OTHER, "restore", name(backup))
                .ends(3)
                .says("it is encrypted by key " + ID + ", and the policy has ");
        berthWith(OTHER, "backup", "--verify", name(backup)).ends(3).says("it is encrypted by key " + ID);

        assertThat(place(backup).resolve("manifest.json")).content().isEqualTo(manifest);
    }

    @Test
    void withoutAKeyNothingIsTakenAndNothingGoes() throws IOException {
        var backup = taken("main");

        stack.berth("backup", "main").ends(3).says("the key of backups can't be had: variable BACKUP_KEY is neither");
        berthWith("hunter2", "backup", "main")
                .ends(3)
                .says("variable BACKUP_KEY holds no 32 bytes in base64 or hex")
                .doesNotSay("hunter2");

        assertThat(newest("main")).isEqualTo(name(backup));
        stack.berth("backup", "--list").ends(0).says(name(backup), ID);
    }

    @Test
    @Tag("slow")
    void afterTheKeyChangedOlderBackupsAreReadByTheOldOne() throws IOException {
        var older = taken("main");
        stack.policy("{env: BACKUP_KEY}}", "{env: NEW_KEY}, oldKeys: [{env: BACKUP_KEY}]}");
        try {
            var both = new Ran.Way().environment(Map.of("BACKUP_KEY", KEY, "NEW_KEY", OTHER));

            var newer = json(stack.berth(both, "backup", "main", "-o", "json").ends(0))
                    .path("backups")
                    .path(0);

            assertThat(newer.path("keys")).map(JsonNode::asText).doesNotContain(ID);
            stack.berth(both, "backup", "--verify", name(older)).ends(0).says("proved by a restore");
        } finally {
            stack.policy("{env: NEW_KEY}, oldKeys: [{env: BACKUP_KEY}]}", "{env: BACKUP_KEY}}");
        }
    }

    @Test
    @Tag("slow")
    void oneAlteredByteIsFound() throws IOException {
        var backup = taken("cache");
        var file = place(backup).resolve("data-1.rdb.zst.enc");
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        berth("backup", "--verify", name(backup)).ends(11).says("data-1.rdb.zst.enc is not what was written");
        berth("restore", name(backup))
                .ends(20)
                .says("nothing of it is left: data-1.rdb.zst.enc is not what was written");
    }

    @Test
    void theKeyIsFoundNowhere() throws IOException {
        try (var moved = new TinyStack(Moored.postgres("main"))) {
            moved.policy("spec:\n", "spec:\n  " + WISH + "\n");
            var said = List.of(
                    moved.berth(way(KEY), "plan", "--steps").ends(10),
                    moved.berth(way(KEY), "apply", "--yes", "-o", "json").ends(0),
                    moved.berth(way(KEY), "backup").ends(0),
                    moved.berth(way(KEY), "backup", "--list", "-o", "json").ends(0),
                    moved.berth(way(KEY), "history", moved.project() + "-1", "-o", "json")
                            .ends(0));
            var bundle = moved.folder().resolve("evidence.tar.zst");
            moved.berth(way(KEY), "history", moved.project() + "-1", "--bundle", bundle.toString())
                    .ends(0);

            assertThat(said).allSatisfy(ran -> ran.doesNotSay(KEY));
            assertThat(Unpacked.of(bundle).values())
                    .anyMatch(text -> text.contains(ID))
                    .noneMatch(text -> text.contains(KEY));
            assertThat(FolderFiles.of(moved.folder()))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(file)
                            .content(StandardCharsets.ISO_8859_1)
                            .doesNotContain(KEY));
        }
    }

    private static JsonNode taken(String database) throws IOException {
        return json(berth("backup", database, "-o", "json").ends(0))
                .path("backups")
                .path(0);
    }

    private static String newest(String database) throws IOException {
        var all = json(stack.berth("backup", "--list", "-o", "json").ends(0)).path("backups");
        return StreamSupport.stream(all.spliterator(), false)
                .filter(backup -> backup.path("database").asText().equals(database))
                .map(EncryptedBackupIT::name)
                .reduce((one, later) -> later)
                .orElseThrow();
    }

    private static Ran berth(String... words) {
        return berthWith(KEY, words);
    }

    private static Ran berthWith(String key, String... words) {
        return stack.berth(way(key), words);
    }

    private static Ran.Way way(String key) {
        return new Ran.Way().environment(Map.of("BACKUP_KEY", key));
    }

    private static JsonNode json(Ran ran) throws IOException {
        return new ObjectMapper().readTree(ran.out());
    }

    private static String name(JsonNode backup) {
        return backup.path("backup").asText();
    }

    private static Path place(JsonNode backup) {
        return stack.folder()
                .resolve("backups/default")
                .resolve(stack.project())
                .resolve(name(backup));
    }

    private static List<Path> files(JsonNode backup) throws IOException {
        return FolderFiles.of(place(backup)).stream()
                .filter(file -> !file.endsWith("manifest.json"))
                .toList();
    }
}
