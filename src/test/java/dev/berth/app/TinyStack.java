package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** A Compose project with real databases, under a name of its own; closing it leaves nothing. */
final class TinyStack implements AutoCloseable {
    /** What every database begins with. */
    private static final long FIRST_ROW = 1;

    /** A client that restarts, and a server that begins, is not there at once. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final ComposeProject project;
    private final List<Moored> databases;
    private final Photograph before;

    TinyStack(Moored... databases) {
        this(ComposeProject.on(Engine.MACHINE), databases);
    }

    /** A stack whose folder is below another, for those who see no temporary files but their own. */
    static TinyStack below(Path parent, Moored... databases) {
        return new TinyStack(ComposeProject.below(parent, Engine.MACHINE), databases);
    }

    /** A stack on an engine of its own, which its policy names. */
    static TinyStack on(PrivateEngine docker, Moored... databases) {
        var stack = new TinyStack(ComposeProject.on(docker.engine()), databases);
        stack.policy("docker: {", "docker: {host: \"" + docker.engine().host() + "\", ");
        return stack;
    }

    private TinyStack(ComposeProject project, Moored... databases) {
        this.project = project;
        this.databases = List.of(databases);
        try {
            new TinyFiles(project.name(), this.databases).write(project.folder());
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

    String project() {
        return project.name();
    }

    Path folder() {
        return project.folder();
    }

    Path policy() {
        return project.policy();
    }

    Path state() {
        return project.state();
    }

    Moored first() {
        return databases.get(0);
    }

    List<Moored> databases() {
        return databases;
    }

    String container(String service) {
        return project.name() + "-" + service + "-1";
    }

    Ran berth(String... words) {
        return berth(new Ran.Way(), words);
    }

    /** Runs a command with this stack's policy. */
    Ran berth(Ran.Way way, String... words) {
        return way.run(withPolicy(words));
    }

    String[] withPolicy(String... words) {
        return project.withPolicy(words);
    }

    /** Runs the compose plugin as the project's owner would. */
    String compose(String... words) {
        return project.compose(words);
    }

    /** Changes the policy, which no photograph holds. */
    void policy(String find, String replace) {
        project.edit("policy.yaml", find, replace);
    }

    /** Who connects waits while a database moves, and old ports lead on afterwards. */
    void hold(String drainAndLimit) {
        policy("mode: Never, limit: 10s", "mode: Required, " + drainAndLimit);
    }

    private boolean holds() {
        return project.read("policy.yaml").contains("mode: Required");
    }

    Photograph photograph() {
        return project.photograph();
    }

    /** Running containers on a volume of this project where there is more than one. */
    List<String> volumesWithTwoEngines() {
        return databases.stream()
                .map(one -> project.name() + "_" + one.service() + "-data")
                .filter(volume -> engines(volume) > 1)
                .toList();
    }

    /** The list shows a container that has ended until it is cleaned up; only a look at it tells. */
    private long engines(String volume) {
        var listed = project.engine().lines("ps", "-q", "--filter", "volume=" + volume);
        return listed.size() < 2
                ? listed.size()
                : project.engine().inspected("{{.State.Running}}", listed).stream()
                        .filter("true"::equals)
                        .count();
    }

    void assertAsBefore(long... added) {
        assertLooksLike(before);
        databases.forEach(one -> {
            assertThat(one.answers(one.after())).as("%s on its new port", one).isFalse();
            assertRows(one, one.before(), added);
        });
        assertThat(volumesWithTwoEngines()).isEmpty();
        // An empty table may be left: for some seconds it lets a crowd in by its number, and goes when the next command
        // acts.
        assertThat(Ruleset.heldBy(project.name())).isEmpty();
        assertThat(Ruleset.ledBy(project.name())).isEmpty();
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
        assertThat(photograph().files()).isEqualTo(expected.files());
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(photograph().containers()).containsExactlyElementsOf(expected.containers()));
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
        await().atMost(PATIENCE).until(() -> one.answers(port));
        assertThat(one.rows(port))
                .contains(FIRST_ROW)
                .containsAll(Arrays.stream(added).boxed().toList());
    }

    /** The next {@code up} recreates and starts nothing. */
    void assertComposeHasNothingToDo() {
        project.assertNothingToDo();
    }

    @Override
    public void close() {
        project.close();
    }
}
