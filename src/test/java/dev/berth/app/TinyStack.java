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
import java.util.UUID;
import java.util.stream.Stream;

/** A Compose project with real databases, under a name of its own; closing it leaves nothing. */
final class TinyStack implements AutoCloseable {
    private static final long FIRST_ROW = 1;

    /** What every database begins with. */
    private final String project = "berth-it-" + UUID.randomUUID().toString().substring(0, 8);

    private final Engine engine;
    private final Path folder;
    private final List<Moored> databases;
    private final Photograph before;

    TinyStack(Moored... databases) {
        this(Engine.MACHINE, temporary(), databases);
    }

    /** A stack whose folder is below another, for those who see no temporary files but their own. */
    static TinyStack below(Path parent, Moored... databases) {
        try {
            return new TinyStack(Engine.MACHINE, Files.createTempDirectory(parent, "berth-it-"), databases);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A stack on an engine of its own, which its policy names. */
    static TinyStack on(PrivateEngine docker, Moored... databases) {
        var stack = new TinyStack(docker.engine(), temporary(), databases);
        stack.policy("docker: {", "docker: {host: \"" + docker.engine().host() + "\", ");
        return stack;
    }

    private TinyStack(Engine engine, Path folder, Moored... databases) {
        this.engine = engine;
        this.folder = folder;
        this.databases = List.of(databases);
        try {
            new TinyFiles(project, this.databases).write(folder);
            compose("up", "-d");
            this.databases.forEach(one -> await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> one.insert(one.before(), FIRST_ROW)));
            before = photograph();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("berth-it-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String project() {
        return project;
    }

    Path folder() {
        return folder;
    }

    Path policy() {
        return folder.resolve("policy.yaml");
    }

    Path state() {
        return folder.resolve(".berth");
    }

    Moored first() {
        return databases.get(0);
    }

    List<Moored> databases() {
        return databases;
    }

    String container(String service) {
        return project + "-" + service + "-1";
    }

    Ran berth(String... words) {
        return berth(new Ran.Way(), words);
    }

    /** Runs a command with this stack's policy. */
    Ran berth(Ran.Way way, String... words) {
        return way.run(withPolicy(words));
    }

    String[] withPolicy(String... words) {
        return Stream.concat(Arrays.stream(words), Stream.of("-f", policy().toString()))
                .toArray(String[]::new);
    }

    /** Runs the compose plugin as the project's owner would. */
    String compose(String... words) {
        return engine.compose(folder, project, words);
    }

    /** Changes the policy, which no photograph holds. */
    void policy(String find, String replace) {
        try {
            var text = Files.readString(policy());
            assertThat(text).contains(find);
            Files.writeString(policy(), text.replace(find, replace));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Who connects waits while a database moves, and old ports lead on afterwards. */
    void hold(String drainAndLimit) {
        policy("mode: Never, limit: 10s", "mode: Required, " + drainAndLimit);
    }

    private boolean holds() {
        try {
            return Files.readString(policy()).contains("mode: Required");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Photograph photograph() {
        return Photograph.of(folder, engine, project);
    }

    /** Running containers on a volume of this project where there is more than one. */
    List<String> volumesWithTwoEngines() {
        return databases.stream()
                .map(one -> project + "_" + one.service() + "-data")
                .filter(volume -> engines(volume) > 1)
                .toList();
    }

    /** The list shows a container that has ended until it is cleaned up; only a look at it tells. */
    private long engines(String volume) {
        var listed = engine.lines("ps", "-q", "--filter", "volume=" + volume);
        return listed.size() < 2
                ? listed.size()
                : listed.stream()
                        .filter(id -> engine.lines("inspect", "--format", "{{.State.Running}}", id)
                                .contains("true"))
                        .count();
    }

    void assertAsBefore(long... added) {
        assertLooksLike(before);
        databases.forEach(one -> {
            assertThat(one.answers(one.after())).as("%s on its new port", one).isFalse();
            assertRows(one, one.before(), added);
        });
        assertThat(volumesWithTwoEngines()).isEmpty();
        assertThat(Ruleset.tablesOf(project)).isEmpty();
        assertComposeHasNothingToDo();
    }

    /** On the new ports, and where the policy holds connections, on the old ones by way of the new. */
    void assertMigrated(long... added) {
        assertMigrated(holds(), added);
    }

    /** On the new ports alone, whatever the policy says: old ones have been retired, or nobody may lead them on. */
    void assertMigratedAndOldPortsSilent() {
        assertMigrated(false);
    }

    /** Some have arrived, and nothing else is other than it was. */
    void assertMovedAlone(Moored... arrived) {
        var moved = List.of(arrived);
        assertLooksLike(before.moved(moved));
        databases.forEach(one -> assertRows(one, moved.contains(one) ? one.after() : one.before()));
        assertThat(volumesWithTwoEngines()).isEmpty();
        assertComposeHasNothingToDo();
    }

    private void assertMigrated(boolean led, long... added) {
        assertLooksLike(before.moved(databases));
        databases.forEach(one -> {
            assertThat(one.answers(one.before())).as("%s on its old port", one).isEqualTo(led);
            assertRows(one, one.after(), added);
        });
        assertThat(volumesWithTwoEngines()).isEmpty();
        assertComposeHasNothingToDo();
    }

    private void assertLooksLike(Photograph expected) {
        var now = photograph();
        assertThat(now.files()).isEqualTo(expected.files());
        assertThat(now.containers()).containsExactlyElementsOf(expected.containers());
    }

    /** One of both, and nothing between; which one it is. */
    boolean assertMigratedOrAsBefore() {
        boolean migrated = first().answers(first().after());
        if (migrated) {
            assertMigrated();
        } else {
            assertAsBefore();
        }
        return migrated;
    }

    boolean asBefore() {
        return photograph().equals(before)
                && databases.stream().allMatch(one -> one.answers(one.before()))
                && databases.stream().allMatch(one -> one.rows(one.before()).contains(FIRST_ROW));
    }

    private static void assertRows(Moored one, int port, long... added) {
        await().atMost(Duration.ofSeconds(15)).until(() -> one.answers(port));
        assertThat(one.rows(port))
                .contains(FIRST_ROW)
                .containsAll(Arrays.stream(added).boxed().toList());
    }

    /** The next {@code up} recreates and starts nothing. */
    void assertComposeHasNothingToDo() {
        var ids = ids();
        compose("up", "-d");
        assertThat(ids()).isEqualTo(ids);
    }

    /** Ids and start times of this project's containers. */
    private List<String> ids() {
        return engine
                .lines("ps", "-aq", "--no-trunc", "--filter", "label=com.docker.compose.project=" + project)
                .stream()
                .map(id -> id + " " + engine.docker("inspect", "--format", "{{.State.StartedAt}}", id))
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        var containers = engine.lines("ps", "-aq", "--filter", "name=" + project);
        containers.forEach(id -> engine.attempt(folder, List.of("rm", "-fv", id)));
        engine.lines("volume", "ls", "-q", "--filter", "name=" + project)
                .forEach(volume -> engine.attempt(folder, List.of("volume", "rm", volume)));
        engine.lines("network", "ls", "-q", "--filter", "name=" + project)
                .forEach(network -> engine.attempt(folder, List.of("network", "rm", network)));
        FilterTables.remove(project);
        Shell.attempt("rm", "-rf", folder.toString());
    }
}
