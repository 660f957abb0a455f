package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.adapter.file.Unpacked;
import dev.berth.plan.ContainerStep;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Passwords go to the databases, and into the recipe that makes a container again; nobody else sees them. */
@Timeout(300)
class SecretsIT {
    private static final List<String> CANARIES = List.of("canary-of-main-4f1c9e", "canary-of-cache-81d07b");

    private final List<Ran> said = new ArrayList<>();

    @Test
    void noPasswordIsSaidOrWrittenButInTheRecipe() throws IOException {
        try (var stack = new TinyStack(
                Moored.postgres("main").guardedBy(CANARIES.get(0)),
                Moored.redis("cache").guardedBy(CANARIES.get(1)))) {
            stack.policy("spec:\n", "spec:\n  backup: {folder: .berth/backups}\n");
            there(stack);
            var recipes = recipes(stack);
            back(stack);

            assertThat(said).noneMatch(SecretsIT::tells);
            assertThat(recipes).as("one for each database").hasSize(2);
            assertThat(holders(stack.folder())).as("once all went back").containsExactly(".env");
            stack.assertAsBefore();
        }
    }

    /** Every command while the databases move, one way back by itself among them. */
    private void there(TinyStack stack) {
        run(stack, 10, "plan", "--steps");
        run(stack, 10, "plan", "-o", "json");
        var wish = new AtomicBoolean();
        var planted = Planted.after(stack, ContainerStep.StartReplacement.class, () -> wish.set(true));
        said.add(stack.berth(new Ran.Way().between(planted).interrupted(wish::get), "apply", "--yes")
                .ends(20));
        run(stack, 0, "apply", "--yes", "-o", "json");
        for (var command : List.of("status", "health", "history", "plan")) {
            run(stack, 0, command);
            run(stack, 0, command, "-o", "json");
        }
    }

    private void back(TinyStack stack) throws IOException {
        var name = stack.project() + "-2";
        run(stack, 0, "history", name);
        run(stack, 0, "history", name, "-o", "json");
        var bundle = stack.folder().resolve("evidence.tar.zst");
        run(stack, 0, "history", name, "--bundle", bundle.toString());
        assertThat(Unpacked.of(bundle).values())
                .hasSize(9)
                .anyMatch(text -> text.contains("\"proved\" : true") && text.contains("\"sha256\""))
                .noneMatch(text -> CANARIES.stream().anyMatch(text::contains));
        Files.delete(bundle);
        run(stack, 0, "rollback", "-o", "json");
        run(stack, 0, "apply", "--yes");
        run(stack, 0, "rollback");
    }

    private void run(TinyStack stack, int code, String... words) {
        said.add(stack.berth(words).ends(code));
    }

    /** What holds a password while a migration soaks; each is its owner's alone, and lies among the recipes. */
    private static List<Path> recipes(TinyStack stack) throws IOException {
        var holders = state(stack).stream().filter(SecretsIT::holds).toList();
        for (var file : holders) {
            assertThat(file).startsWith(stack.state().resolve("recipes"));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        return holders;
    }

    private static List<Path> state(TinyStack stack) throws IOException {
        return FolderFiles.of(stack.state());
    }

    private static List<String> holders(Path folder) throws IOException {
        return FolderFiles.of(folder).stream()
                .filter(SecretsIT::holds)
                .map(file -> folder.relativize(file).toString())
                .toList();
    }

    private static boolean tells(Ran ran) {
        return CANARIES.stream().anyMatch((ran.out() + ran.err())::contains);
    }

    private static boolean holds(Path file) {
        try {
            var text = Files.readString(file, StandardCharsets.ISO_8859_1);
            return CANARIES.stream().anyMatch(text::contains);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
