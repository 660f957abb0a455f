package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/** A Compose project of any files, which remembers how it looked when it was ready; closing it leaves nothing. */
final class PolicyProject implements AutoCloseable {
    private final ComposeProject project = ComposeProject.on(Engine.MACHINE);
    private Optional<Photograph> before = Optional.empty();

    String name() {
        return project.name();
    }

    PolicyProject write(String file, String text) {
        project.write(file, text);
        return this;
    }

    /** Starts it, and remembers how it looks once it is ready. */
    void up(Callable<Boolean> ready) {
        try {
            project.compose("up", "-d");
            await().atMost(Duration.ofSeconds(90)).ignoreExceptions().until(ready);
            before = Optional.of(project.photograph());
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    Ran berth(String... words) {
        return Ran.berth(withPolicy(words));
    }

    String[] withPolicy(String... words) {
        return project.withPolicy(words);
    }

    void policy(String find, String replace) {
        project.edit("policy.yaml", find, replace);
    }

    /** Changes the Compose file, and has Compose make every container anew. */
    void compose(String find, String replace) {
        project.edit("compose.yaml", find, replace);
        project.compose("up", "-d", "--force-recreate");
    }

    Path state() {
        return project.state();
    }

    void assertAsBefore() {
        var now = project.photograph();
        var then = before.orElseThrow();
        assertThat(now.files()).containsAllEntriesOf(then.files());
        assertThat(now.containers()).isEqualTo(then.containers());
    }

    void assertComposeHasNothingToDo() {
        project.assertNothingToDo();
    }

    @Override
    public void close() {
        project.close();
    }
}
