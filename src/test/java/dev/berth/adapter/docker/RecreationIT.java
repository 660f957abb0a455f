package dev.berth.adapter.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.plan.Rebinding;
import dev.berth.plan.Subject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecreationIT {
    private static final String PASSWORD = "s3cret-of-the-test";
    private static final String[] TO_RUNNING = {
        "save", "create", "disarm", "stop", "park", "promote", "start", "compare"
    };
    private static final String[] BACK = {"compare", "start", "promote", "park", "stop", "disarm", "create", "save"};

    private final Sandbox sandbox = new Sandbox();
    private final Connections engines = new Connections(Limits.DEFAULTS);
    private final int from = Sandbox.freePort();
    private final int to = Sandbox.freePort();
    private final String db = sandbox.name("db");

    @TempDir
    private Path folder;

    private JsonNode before;
    private MoveRun move;

    @BeforeEach
    void anExoticDatabaseRuns() {
        var second = from % 200;
        sandbox.docker("network", "create", "--subnet", "10.213." + second + ".0/24", sandbox.name("one"));
        sandbox.docker("network", "create", sandbox.name("two"));
        sandbox.docker("volume", "create", "-o", "type=tmpfs", "-o", "device=tmpfs", sandbox.name("aside"));
        var words = new ArrayList<>(List.of("create", "--name", db, "--init", "--network", sandbox.name("one")));
        words.addAll(List.of("--ip", "10.213." + second + ".9"));
        words.addAll(
                List.of("--network-alias", "pg", "--network-alias", "primary", "-p", "127.0.0.1:" + from + ":5432"));
        words.addAll(List.of("-v", sandbox.name("data") + ":/var/lib/postgresql/data", "-v", "/anonymous"));
        words.addAll(List.of("-v", sandbox.name("aside") + ":/aside:ro", "-v", folder + ":/host:ro"));
        words.addAll(List.of("--mount", "type=tmpfs,destination=/scratch,tmpfs-size=1000000", "--tmpfs", "/t:size=1m"));
        words.addAll(List.of("--mount", "type=volume,destination=/unnamed", "--ulimit", "nofile=2048:4096"));
        words.addAll(List.of("--cap-add", "SYS_NICE", "--cap-drop", "MKNOD", "--sysctl", "net.core.somaxconn=512"));
        words.addAll(List.of("--health-cmd", "pg_isready", "--health-interval", "5s", "-l", "team=a b", "-l", "x.y=z"));
        words.addAll(List.of("--log-driver", "json-file", "--log-opt", "max-size=1m", "--restart", "always"));
        words.addAll(
                List.of("--stop-signal", "SIGINT", "--stop-timeout", "33", "--shm-size", "99m", "--memory", "300m"));
        words.addAll(
                List.of("--cpus", "0.5", "--add-host", "foo:1.2.3.4", "--dns-opt", "ndots:2", "--pids-limit", "200"));
        words.addAll(List.of("--security-opt", "no-new-privileges", "--group-add", "4000", "--oom-score-adj", "10"));
        words.addAll(List.of("-e", "POSTGRES_PASSWORD=" + PASSWORD, "-e", "POSTGRES_HOST_AUTH_METHOD=trust"));
        words.addAll(List.of(Sandbox.POSTGRES, "postgres", "-c", "max_connections=50"));
        sandbox.docker(words.toArray(String[]::new));
        sandbox.docker("network", "connect", "--alias", "second", sandbox.name("two"), db);
        sandbox.docker("start", db);
        awaitAnswer();
        sandbox.sql(db, "create table t as select generate_series(1, 1000) as n");
        sandbox.docker("exec", "-u", "root", db, "sh", "-c", "echo kept > /anonymous/file; echo kept > /unnamed/file");
        before = sandbox.inspect(db);
        move = move(Duration.ofSeconds(30));
    }

    @AfterEach
    void nothingIsLeft() {
        engines.close();
        sandbox.close();
    }

    private MoveRun move(Duration patience) {
        var subject = new Subject("db", before.path("Id").asText(), db, Optional.empty());
        var rebinding = new Rebinding(5432, "tcp", "127.0.0.1", from, to);
        return new MoveRun(engines, folder, MoveRun.nowhere(), subject, rebinding, "SIGINT", patience);
    }

    private void awaitAnswer() {
        await().atMost(Duration.ofSeconds(90)).until(() -> sandbox.answers(db));
    }

    private String publishedPort() {
        return sandbox.docker("port", db, "5432/tcp");
    }

    @Test
    void theReplacementIsTheSameContainerOnAnotherPortWithItsData() {
        move.apply(TO_RUNNING);
        move.apply("remove");
        awaitAnswer();
        assertThat(publishedPort()).isEqualTo("127.0.0.1:" + to);
        assertThat(sandbox.sql(db, "select count(*) from t")).isEqualTo("1000");
        assertThat(sandbox.docker("exec", db, "cat", "/anonymous/file", "/unnamed/file"))
                .isEqualTo("kept\nkept");
        var after = sandbox.inspect(db);
        assertThat(after.at("/HostConfig/RestartPolicy/Name").asText()).isEqualTo("always");
        assertThat(Volumes.of(after).map(volume -> volume.path("Name").asText()))
                .containsExactlyInAnyOrderElementsOf(Volumes.of(before)
                        .map(volume -> volume.path("Name").asText())
                        .toList());
    }

    @Test
    void aReplacementCanItselfBeMoved() {
        move.apply(TO_RUNNING);
        move.apply("remove", "discard");
        awaitAnswer();
        var subject = new Subject("db", sandbox.inspect(db).path("Id").asText(), db, Optional.empty());
        var back = new MoveRun(
                engines,
                folder,
                MoveRun.nowhere(),
                subject,
                new Rebinding(5432, "tcp", "127.0.0.1", to, from),
                "SIGINT",
                Duration.ofSeconds(30));
        back.apply(TO_RUNNING);
        assertThat(Fidelity.differences(before, sandbox.inspect(db), List.of(), new ApiVersion(1, 41)))
                .isEmpty();
    }

    @Test
    void everyStepGoesBackAndTheOldContainerServesAgain() {
        move.apply(TO_RUNNING);
        move.undo(BACK);
        awaitAnswer();
        var after = sandbox.inspect(db);
        assertThat(after.path("Id")).isEqualTo(before.path("Id"));
        assertThat(after.path("HostConfig")).isEqualTo(before.path("HostConfig"));
        assertThat(sandbox.sql(db, "select count(*) from t")).isEqualTo("1000");
        assertThat(sandbox.docker("ps", "-a", "--format", "{{.Names}}", "--filter", "name=" + sandbox.prefix()))
                .isEqualTo(db);
        assertThat(move.recipes.resolve("m-1")).doesNotExist();
    }

    @Test
    void theWayBackLeadsFromTheRecipeOnceTheParkedContainerIsRemoved() {
        move.apply(TO_RUNNING);
        move.apply("remove");
        move.undo("remove");
        var parked = sandbox.inspect(move.subject.parked());
        assertThat(parked.at("/State/Status").asText()).isEqualTo("created");
        assertThat(parked.at("/HostConfig/RestartPolicy/Name").asText()).isEqualTo("no");
        move.undo(BACK);
        awaitAnswer();
        assertThat(publishedPort()).isEqualTo("127.0.0.1:" + from);
        assertThat(Fidelity.differences(before, sandbox.inspect(db), List.of(), new ApiVersion(1, 41)))
                .isEmpty();
        assertThat(sandbox.sql(db, "select count(*) from t")).isEqualTo("1000");
    }

    @Test
    void theWayBackLeadsFromTheRecipeWhenSomebodyRemovedTheParkedContainer() {
        move.apply(TO_RUNNING);
        sandbox.docker("rm", move.subject.parked());
        move.undo(BACK);
        awaitAnswer();
        assertThat(publishedPort()).isEqualTo("127.0.0.1:" + from);
        assertThat(sandbox.inspect(db).at("/HostConfig/RestartPolicy/Name").asText())
                .isEqualTo("always");
    }
}
