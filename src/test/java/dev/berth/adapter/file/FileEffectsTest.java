package dev.berth.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.plan.FileStep.EditFile;
import dev.berth.plan.Phase;
import dev.berth.plan.Sha256;
import dev.berth.plan.Splice;
import dev.berth.plan.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileEffectsTest {
    private static final String OLD = "A=1\r\nPORT=5432\r\n# größe 🐘\r\nB=2";
    private static final String NEW = "A=1\r\nPORT=7000\r\n# größe 🐘\r\nB=2";

    @TempDir
    Path folder;

    @TempDir
    Path proc;

    @Test
    void anEditChangesTheFileAndItsUndoGivesEveryByteBack() throws IOException {
        var effect = edit(OLD, splice(OLD, "5432", "7000"));

        var applied = effect.apply();

        assertThat(applied).isEqualTo(Attempt.done());
        assertThat(effect.holds()).isTrue();
        assertThat(Files.readString(file())).isEqualTo(NEW);
        assertThat(effect.undo()).isEqualTo(Attempt.done());
        assertThat(Files.readString(file())).isEqualTo(OLD);
        assertOnlyTheFileIsThere();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyEditAndItsUndoGiveTheSameBytes(long seed) throws IOException {
        var random = new Random(seed);
        var before = text(random);
        var splices = splices(before, random);
        var effect = edit(before, splices);
        var bytes = Files.readAllBytes(file());

        var applied = effect.apply();

        assertThat(applied).isEqualTo(Attempt.done());
        assertThat(Files.readAllBytes(file())).isEqualTo(latin(Splice.apply(before, splices)));
        assertThat(effect.undo()).isEqualTo(Attempt.done());
        assertThat(Files.readAllBytes(file())).isEqualTo(bytes);
    }

    @Test
    void callsMayBeRepeated() throws IOException {
        var effect = edit(OLD, splice(OLD, "5432", "7000"));
        effect.apply();

        var again = effect.apply();

        assertThat(again).isEqualTo(Attempt.done());
        assertThat(effect.undo()).isEqualTo(Attempt.done());
        assertThat(effect.undo()).isEqualTo(Attempt.done());
        assertThat(Files.readString(file())).isEqualTo(OLD);
    }

    @Test
    void aFileThatSomebodyChangedIsLeftAlone() throws IOException {
        var effect = edit(OLD, splice(OLD, "5432", "7000"));
        Files.writeString(file(), OLD + "C=3");

        var applied = effect.apply();

        assertThat(applied)
                .isEqualTo(new Attempt.Untouched(
                        "app.env changed since the plan was made; look at what changed it, then run plan again"));
        assertThat(effect.undo()).isInstanceOf(Attempt.Untouched.class);
        assertThat(effect.holds()).isFalse();
        assertThat(Files.readString(file())).isEqualTo(OLD + "C=3");
    }

    @Test
    void aFileThatSomebodySavesDuringTheEditKeepsWhatTheySaved() throws IOException {
        var effect = edit(OLD, splice(OLD, "5432", "7000"), savedDuringALook(OLD + "C=3"));

        var applied = effect.apply();

        assertThat(applied)
                .isEqualTo(new Attempt.Untouched(
                        "app.env changed since the plan was made; look at what changed it, then run plan again"));
        assertThat(Files.readString(file())).isEqualTo(OLD + "C=3");
    }

    @Test
    void aFileThatSomebodySavesDuringTheUndoKeepsWhatTheySaved() throws IOException {
        var effect = edit(OLD, splice(OLD, "5432", "7000"), savedDuringALook(NEW + "C=3"));
        Files.writeString(file(), NEW);

        var undone = effect.undo();

        assertThat(undone).isInstanceOf(Attempt.Untouched.class);
        assertThat(Files.readString(file())).isEqualTo(NEW + "C=3");
    }

    @Test
    void aFileThatIsGoneIsLeftUntouched() throws IOException {
        var effect = edit(OLD, splice(OLD, "5432", "7000"));
        Files.delete(file());

        var applied = effect.apply();

        assertThat(applied)
                .isEqualTo(new Attempt.Untouched("app.env is gone; put it back, then run the command again"));
        assertThat(effect.holds()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rwxrwxrwx", "rw-------"})
    void modeAndOwnerStay(String mode) throws IOException {
        var effect = edit(OLD, splice(OLD, "5432", "7000"));
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString(mode));
        var owner = Files.getOwner(file());

        effect.apply();

        assertThat(Files.getPosixFilePermissions(file())).isEqualTo(PosixFilePermissions.fromString(mode));
        assertThat(Files.getOwner(file())).isEqualTo(owner);
    }

    @Test
    void aSymbolicLinkStaysAndTheFileBehindItChanges() throws IOException {
        var effect = edit(OLD, splice(OLD, "5432", "7000"));
        var real = folder.resolve("real.env");
        Files.move(file(), real);
        Files.createSymbolicLink(file(), Path.of("real.env"));

        effect.apply();

        assertThat(Files.isSymbolicLink(file())).isTrue();
        assertThat(Files.readString(real)).isEqualTo(NEW);
    }

    @Test
    void aSecondHardLinkSeesTheEdit() throws IOException {
        var effect = edit(OLD, splice(OLD, "5432", "7000"));
        var link = Files.createLink(folder.resolve("link.env"), file());

        effect.apply();

        assertThat(Files.readString(link)).isEqualTo(NEW);
        assertThat(names()).containsExactlyInAnyOrder("app.env", "link.env");
    }

    @Test
    void aWriteThatACrashCutShortIsFinishedByTheNextCall() throws IOException {
        var effect = edit(OLD, splice(OLD, "5432", "7000"));
        Files.writeString(folder.resolve(".berth-app.env.pending"), NEW);
        Files.writeString(file(), OLD.replace("5432", "7032"));

        var holds = effect.holds();

        assertThat(holds).isTrue();
        assertThat(Files.readString(file())).isEqualTo(NEW);
        assertOnlyTheFileIsThere();
    }

    @Test
    void anUndoThatACrashCutShortIsFinishedByTheNextCall() throws IOException {
        var effect = edit(OLD, splice(OLD, "5432", "7000"));
        Files.writeString(folder.resolve(".berth-app.env.pending"), OLD);
        Files.writeString(file(), OLD.replace("5432", "5400"));

        var undone = effect.undo();

        assertThat(undone).isEqualTo(Attempt.done());
        assertThat(Files.readString(file())).isEqualTo(OLD);
        assertOnlyTheFileIsThere();
    }

    @Test
    void aFileThatSomebodyChangedAfterACrashIsLeftAlone() throws IOException {
        var effect = edit(OLD, splice(OLD, "5432", "7000"));
        Files.writeString(folder.resolve(".berth-app.env.pending"), NEW);
        Files.writeString(file(), OLD.replace("A=1", "A=9"));

        var applied = effect.apply();

        assertThat(applied).isInstanceOf(Attempt.Untouched.class);
        assertThat(Files.readString(file())).isEqualTo(OLD.replace("A=1", "A=9"));
        assertOnlyTheFileIsThere();
    }

    @Test
    void aCopyThatACrashLeftHalfWrittenIsThrownAway() throws IOException {
        var effect = edit(OLD, splice(OLD, "5432", "7000"));
        Files.writeString(folder.resolve(".berth-app.env.new"), NEW.substring(0, 9));

        var holds = effect.holds();

        assertThat(holds).isFalse();
        assertThat(Files.readString(file())).isEqualTo(OLD);
        assertOnlyTheFileIsThere();
    }

    private static Stream<Long> seeds() {
        return new Random(20240405).longs(60).boxed();
    }

    private Path file() {
        return folder.resolve("app.env");
    }

    /** The mounts of a process whose table is a pipe: the file is saved while they are being looked for. */
    private OtherMounts savedDuringALook(String text) throws IOException {
        var table = Files.createDirectories(proc.resolve("1")).resolve("mountinfo");
        assertThat(new ProcessBuilder("mkfifo", table.toString())
                        .start()
                        .onExit()
                        .join()
                        .exitValue())
                .isZero();
        var editor = new Thread(() -> {
            try (var reached = Files.newOutputStream(table)) {
                Files.writeString(file(), text);
                reached.write('\n');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        editor.setDaemon(true);
        editor.start();
        return new OtherMounts(proc);
    }

    private Effect edit(String text, List<Splice> splices) throws IOException {
        return edit(text, splices, new OtherMounts(Path.of("/proc")));
    }

    private Effect edit(String text, List<Splice> splices, OtherMounts mounts) throws IOException {
        var before = text.chars().allMatch(c -> c < 256) ? text : latin(text.getBytes(StandardCharsets.UTF_8));
        Files.write(file(), latin(before));
        var step = new EditFile(
                new Step.Head("1", Phase.PREPARE, "a test"),
                "app.env",
                Sha256.of(latin(before)),
                Sha256.of(latin(Splice.apply(before, splices))),
                splices);
        return new FileEffects(mounts).editFile(step, folder, List.of(step.before()));
    }

    private static List<Splice> splice(String text, String before, String after) {
        return List.of(new Splice(latin(text.getBytes(StandardCharsets.UTF_8)).indexOf(before), before, after));
    }

    private static String text(Random random) {
        var pieces = List.of(
                "\u00ef\u00bb\u00bf", "\r\n", "\n", "5432", "\u00c3\u00a4", " ", "a: ", "\u0000", "\u00ff", "'\"");
        var text = new StringBuilder();
        random.ints(random.nextInt(200), 0, pieces.size()).forEach(i -> text.append(pieces.get(i)));
        return text.toString();
    }

    private static List<Splice> splices(String text, Random random) {
        var splices = new ArrayList<Splice>();
        for (int at = text.indexOf("5432"); at >= 0; at = text.indexOf("5432", at + 4)) {
            if (random.nextBoolean()) {
                splices.add(new Splice(at, "5432", String.valueOf(random.nextInt(70000))));
            }
        }
        return splices;
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private void assertOnlyTheFileIsThere() throws IOException {
        assertThat(names()).containsExactly("app.env");
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }
}
