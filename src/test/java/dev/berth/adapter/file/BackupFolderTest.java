package dev.berth.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.backup.BackupName;
import dev.berth.backup.Dump;
import dev.berth.backup.Manifest;
import dev.berth.backup.Proof;
import dev.berth.backup.StoredFile;
import dev.berth.engine.Contents;
import dev.berth.engine.Contents.Depth;
import dev.berth.engine.History;
import dev.berth.engine.ServerFacts;
import dev.berth.engine.ShapeEdition;
import dev.berth.policy.EngineKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupFolderTest {
    private static final Instant AT = Instant.parse("2026-11-28T03:00:00Z");
    private static final BackupName NAME = new BackupName("orders", AT);

    @TempDir
    Path temporary;

    private Path folder;
    private BackupFolder backups;

    @BeforeEach
    void name() {
        folder = temporary.resolve("backups/staging/stack");
        backups = of("stack");
    }

    @Test
    void whatIsKeptIsThereAsItWas() throws IOException {
        var manifest = kept("orders");

        assertThat(of("stack").shelf().backups()).containsExactly(manifest);
    }

    @Test
    void policiesThatShareAFolderDoNotSeeEachOthersBackups() throws IOException {
        kept("orders");

        assertThat(of("other").shelf().backups()).isEmpty();
    }

    @Test
    void itIsForItsOwnerAlone() throws IOException {
        kept("orders");

        try (var walk = Files.walk(folder)) {
            assertThat(walk.toList())
                    .hasSize(6)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------"));
        }
    }

    @Test
    void whatIsNotKeptLeavesNothing() throws IOException {
        try (var draft = backups.begin(NAME)) {
            draft.write("globals.sql.zst", file -> file.write(1));
            assertThat(backups.shelf().backups()).isEmpty();
            assertThat(backups.shelf().unreadable()).isEmpty();
        }

        assertThat(folder.resolve("orders")).isEmptyDirectory();
    }

    @Test
    void whatAKilledRunLeftIsSwept() throws IOException {
        Files.createDirectories(folder.resolve("orders/.2026-11-27T030000Z.part"));
        Files.writeString(folder.resolve("orders/.2026-11-27T030000Z.part/globals.sql.zst"), "half");

        backups.sweep("orders");

        assertThat(folder.resolve("orders")).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void aFileWhereTheFolderIsToBeIsToldInWords() throws IOException {
        Files.writeString(temporary.resolve("backups"), "a file");

        assertThatThrownBy(() -> backups.begin(NAME))
                .hasMessage("backup " + NAME + " can't be written: FileAlreadyExistsException "
                        + temporary.resolve("backups"));
    }

    @Test
    void aBackupIsNeverWrittenOver() throws IOException {
        kept("orders");

        assertThatThrownBy(() -> backups.begin(NAME)).hasMessage("there is a backup " + NAME + " already");
    }

    @Test
    void whatIsReadIsWhatWasWritten() throws IOException {
        var bytes = new byte[300_000];
        new Random(7).nextBytes(bytes);
        StoredFile file;
        try (var draft = backups.begin(NAME)) {
            file = draft.write("database-1.dump.zst", out -> out.write(bytes));
            draft.keep(manifest(file));
        }

        try (var read = backups.open(NAME, file)) {
            assertThat(read.readAllBytes()).isEqualTo(bytes);
        }
        assertThat(backups.flaw(NAME, file)).isEmpty();
    }

    @Test
    void oneAlteredByteIsFoundByALookAndByARestore() throws IOException {
        var file = kept("orders").globals().get(0);
        var path = folder.resolve("orders/2026-11-28T030000Z/globals.sql.zst");
        var bytes = Files.readAllBytes(path);
        bytes[bytes.length - 1] ^= 1;
        Files.write(path, bytes);

        assertThat(backups.flaw(NAME, file))
                .contains("globals.sql.zst is not what was written: its SHA-256 is another");
        assertThatThrownBy(() -> {
                    try (var read = backups.open(NAME, file)) {
                        read.readAllBytes();
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("globals.sql.zst is not what was written");
    }

    @Test
    void anotherFileThatCanBeUnpackedIsFoundToo() throws IOException {
        var manifest = kept("orders");
        var place = folder.resolve("orders/2026-11-28T030000Z");
        Files.write(place.resolve("globals.sql.zst"), Files.readAllBytes(place.resolve("database-1.dump.zst")));

        assertThatThrownBy(() -> {
                    try (var read = backups.open(NAME, manifest.globals().get(0))) {
                        read.readAllBytes();
                    }
                })
                .hasMessage("globals.sql.zst is not what was written: its SHA-256 is another");
    }

    /** Whoever goes on reading must not take it for the end. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatWasFoundOnceIsToldAtEachFurtherRead(boolean unpacks) throws IOException {
        var file = kept("orders").globals().get(0);
        var place = folder.resolve("orders/2026-11-28T030000Z");
        var bytes = Files.readAllBytes(place.resolve(unpacks ? "database-1.dump.zst" : file.name()));
        bytes[bytes.length - 1] ^= (byte) (unpacks ? 0 : 1);
        Files.write(place.resolve(file.name()), bytes);
        var read = backups.open(NAME, file);
        assertThatThrownBy(read::readAllBytes).hasMessageStartingWith("globals.sql.zst is not what was written");

        for (ThrowingCallable again : List.<ThrowingCallable>of(read::read, () -> read.read(new byte[8]))) {
            assertThatThrownBy(again)
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("globals.sql.zst is not what was written");
        }

        read.close();
    }

    @Test
    void aFileIsTheSameByteByByte() throws IOException {
        var file = kept("orders").globals().get(0);
        var bytes = new StringBuilder();

        try (var read = backups.open(NAME, file)) {
            for (int next = read.read(); next >= 0; next = read.read()) {
                bytes.append((char) next);
            }
            assertThat(read.read()).isEqualTo(-1);
        }

        assertThat(bytes).hasToString("roles");
    }

    @Test
    void aMissingFileIsAFlaw() throws IOException {
        var file = kept("orders").globals().get(0);
        Files.delete(folder.resolve("orders/2026-11-28T030000Z/globals.sql.zst"));

        assertThat(backups.flaw(NAME, file)).contains("globals.sql.zst is missing");
    }

    @Test
    void aFileOfAnotherFolderIsNotRead() throws IOException {
        kept("orders");

        assertThatThrownBy(() -> backups.open(NAME, new StoredFile("../../../secret", 1, "")))
                .hasMessage("../../../secret is no file of the backup " + NAME);
    }

    @Test
    void aProofIsWrittenDown() throws IOException {
        var manifest = kept("orders");

        backups.replace(manifest.with(new Proof.Failed(AT, "an extension is missing")));

        assertThat(backups.shelf().find(NAME).orElseThrow().proof())
                .isEqualTo(new Proof.Failed(AT, "an extension is missing"));
    }

    @Test
    void aManifestOfBeforeHasFilesThatAreNotEncrypted() throws IOException {
        kept("orders");
        var manifest = folder.resolve("orders/2026-11-28T030000Z/manifest.json");

        assertThat(manifest).content().doesNotContain("\"key\"");
        assertThat(backups.shelf().backups().get(0).keys()).isEmpty();
    }

    @Test
    void aManifestOfBeforeHasNothingOfWhatStandsAroundTheDatabase() throws IOException {
        kept("orders");

        loses("surroundings", "\\[ ]");

        assertThat(backups.shelf().backups())
                .singleElement()
                .satisfies(backup -> assertThat(backup.surroundings()).isEmpty());
    }

    @Test
    void aManifestOfBeforeIsOfTheFirstEditionOfShapes() throws IOException {
        kept("orders");

        loses("shapeEdition", "[0-9]+");

        assertThat(backups.shelf().backups())
                .singleElement()
                .satisfies(backup -> assertThat(backup.shapeEdition()).isEqualTo(ShapeEdition.FIRST));
    }

    @Test
    void aManifestOfTheFirstEditionIsWrittenAsBefore() throws IOException {
        var manifest = kept("orders");
        var first = new Manifest(
                manifest.name(),
                EngineKind.REDIS,
                manifest.server(),
                manifest.globals(),
                manifest.dumps(),
                manifest.surroundings(),
                manifest.contents(),
                manifest.proof());

        backups.replace(first);

        assertThat(folder.resolve("orders/2026-11-28T030000Z/manifest.json"))
                .content()
                .doesNotContain("shapeEdition");
        assertThat(backups.shelf().backups()).containsExactly(first);
    }

    @Test
    void aManifestSaysWhichKeyAFileIsEncryptedBy() throws IOException {
        var file = new StoredFile("globals.sql.zst.enc", 7, "00", Optional.of("630dcd2966c43366"));
        kept("orders");

        backups.replace(manifest(file));

        assertThat(folder.resolve("orders/2026-11-28T030000Z/manifest.json"))
                .content()
                .contains("\"key\" : \"630dcd2966c43366\"");
        assertThat(backups.shelf().backups()).containsExactly(manifest(file));
    }

    @Test
    void whatIsEncryptedByAKeyThatNobodyHasIsSaidBeforeItIsRead() throws IOException {
        var file = new StoredFile("globals.sql.zst.enc", 7, "00", Optional.of("630dcd2966c43366"));

        assertThat(backups.missing()).isEmpty();
        assertThat(backups.missing(manifest(file)))
                .hasValueSatisfying(missing -> assertThat(missing.reason()).contains("key 630dcd2966c43366"));
        assertThatThrownBy(() -> backups.open(NAME, file)).hasMessage("there is no key 630dcd2966c43366");
    }

    @Test
    void whatHasNoManifestOrADamagedOneIsNoBackupAndIsTold() throws IOException {
        Files.createDirectories(folder.resolve("orders/2026-11-26T030000Z"));
        Files.createDirectories(folder.resolve("orders/2026-11-27T030000Z"));
        Files.writeString(folder.resolve("orders/2026-11-27T030000Z/manifest.json"), "{\"name\":");

        var shelf = backups.shelf();

        assertThat(shelf.backups()).isEmpty();
        assertThat(shelf.unreadable())
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo("orders/2026-11-26T030000Z: it has no manifest"),
                        second -> assertThat(second).startsWith("orders/2026-11-27T030000Z: "));
    }

    @Test
    void whatIsRemovedIsGone() throws IOException {
        kept("orders");

        backups.remove(NAME);

        assertThat(folder.resolve("orders")).isEmptyDirectory();
    }

    @Test
    void theRoomOfAFolderThatIsNotThereYetIsThatOfTheOneAbove() throws IOException {
        assertThat(backups.room().free()).isPositive();
    }

    private BackupFolder of(String policy) {
        return new BackupFolder(
                temporary.resolve("backups"),
                "staging",
                policy,
                new Keyring(Optional.empty(), new ReferencedLogins(Map.of(), "shop", ".env"), temporary.toString()));
    }

    /** Takes from the manifest what those of before did not have. */
    private void loses(String field, String value) throws IOException {
        var manifest = folder.resolve("orders/2026-11-28T030000Z/manifest.json");
        var text = Files.readString(manifest);
        Files.writeString(manifest, text.replaceFirst("\"" + field + "\" : " + value + ",", ""));
        assertThat(text).contains(field);
        assertThat(manifest).content().doesNotContain(field);
    }

    private Manifest kept(String database) throws IOException {
        try (var draft = backups.begin(new BackupName(database, AT))) {
            var globals = draft.write("globals.sql.zst", file -> file.write("roles".getBytes(StandardCharsets.UTF_8)));
            draft.write("database-1.dump.zst", file -> file.write("rows".getBytes(StandardCharsets.UTF_8)));
            var manifest = manifest(globals);
            draft.keep(manifest);
            return manifest;
        }
    }

    private static Manifest manifest(StoredFile globals) {
        var extensions = new TreeMap<String, String>();
        extensions.put("plpgsql", "1.0");
        var schema = new TreeMap<String, String>();
        schema.put("table public.\"Ä\"", "0123");
        var tables = new TreeMap<String, Contents.Table>();
        tables.put("public.\"Ä\"", new Contents.Table(7, "record:-12"));
        var unread = new TreeSet<String>();
        unread.add("public.other");
        return new Manifest(
                NAME,
                EngineKind.TIMESCALEDB,
                new ServerFacts(
                        "15.14",
                        "7412",
                        "postgres",
                        new History(700, 12),
                        List.of(new ServerFacts.Database("app", 8 << 20)),
                        List.of("closed")),
                List.of(globals),
                List.of(new Dump("app", extensions, new StoredFile("database-1.dump.zst", 4, "00"))),
                List.of(),
                new Contents(Depth.STRICT, schema, tables, unread),
                new Proof.Untried());
    }
}
