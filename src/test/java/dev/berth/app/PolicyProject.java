package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** A Compose project and a policy over it in a folder of its own, under a name of its own; closing it leaves nothing. */
final class PolicyProject implements AutoCloseable {
    private final String name = "berth-it-" + UUID.randomUUID().toString().substring(0, 8);
    private final Path folder;
    private Optional<Photograph> before = Optional.empty();

    PolicyProject() {
        try {
            folder = Files.createTempDirectory("berth-it-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return name;
    }

    PolicyProject write(String file, String text) {
        try {
            Files.writeString(folder.resolve(file), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it, and remembers how it looks once it is ready. */
    void up(Callable<Boolean> ready) {
        try {
            run("up", "-d");
            await().atMost(Duration.ofSeconds(90)).ignoreExceptions().until(ready);
            before = Optional.of(photograph());
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    Ran berth(String... words) {
        return Ran.berth(withPolicy(words));
    }

    String[] withPolicy(String... words) {
        return Stream.concat(Arrays.stream(words), Stream.of("-f", policy().toString()))
                .toArray(String[]::new);
    }

    void policy(String find, String replace) {
        try {
            var text = Files.readString(policy());
            assertThat(text).contains(find);
            Files.writeString(policy(), text.replace(find, replace));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes the Compose file, and has Compose make every container anew. */
    void compose(String find, String replace) {
        try {
            var file = folder.resolve("compose.yaml");
            var text = Files.readString(file);
            assertThat(text).contains(find);
            Files.writeString(file, text.replace(find, replace));
            run("up", "-d", "--force-recreate");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path policy() {
        return folder.resolve("policy.yaml");
    }

    Path state() {
        return folder.resolve(".berth");
    }

    void assertAsBefore() {
        var now = photograph();
        var then = before.orElseThrow();
        assertThat(now.files()).containsAllEntriesOf(then.files());
        assertThat(now.containers()).isEqualTo(then.containers());
    }

    /** The next {@code up} recreates and starts nothing. */
    void assertComposeHasNothingToDo() {
        var ids = ids();
        run("up", "-d");
        assertThat(ids()).isEqualTo(ids);
    }

    private Photograph photograph() {
        return Photograph.of(folder, Engine.MACHINE, name);
    }

    private List<String> ids() {
        return Engine.MACHINE.lines("ps", "-q", "--no-trunc", "--filter", "label=com.docker.compose.project=" + name);
    }

    private void run(String... words) {
        Engine.MACHINE.compose(folder, name, words);
    }

    @Override
    public void close() {
        var engine = Engine.MACHINE;
        engine.lines("ps", "-aq", "--filter", "name=" + name)
                .forEach(id -> engine.attempt(folder, List.of("rm", "-fv", id)));
        engine.lines("volume", "ls", "-q", "--filter", "name=" + name)
                .forEach(volume -> engine.attempt(folder, List.of("volume", "rm", volume)));
        engine.lines("network", "ls", "-q", "--filter", "name=" + name)
                .forEach(network -> engine.attempt(folder, List.of("network", "rm", network)));
        FilterTables.remove(name);
        Shell.attempt("rm", "-rf", folder.toString());
    }
}
