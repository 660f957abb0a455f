package dev.berth.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.engine.PoolState.Gone;
import dev.berth.engine.PoolState.Paused;
import dev.berth.engine.PoolState.Serving;
import dev.berth.engine.PoolState.Silent;
import dev.berth.policy.Credentials;
import dev.berth.policy.EngineKind;
import dev.berth.policy.PgBouncer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoolConsoleIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    private Optional<RigContainer> server = Optional.empty();

    @AfterEach
    void remove() {
        server.ifPresent(RigContainer::close);
    }

    @ParameterizedTest
    @ValueSource(strings = {"trust", "plain", "md5", "scram-sha-256"})
    void whoeverMayAdministerItIsLetIn(String kind) throws IOException {
        start(kind);

        assertThat(console("admin", "right", "app").look(TIMEOUT)).isEqualTo(new Serving());
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "md5", "scram-sha-256"})
    void aWrongPasswordIsToldAsIs(String kind) throws IOException {
        start(kind);

        assertThat(console("admin", "wrong", "app").look(TIMEOUT))
                .isInstanceOfSatisfying(
                        Silent.class, silent -> assertThat(silent.reason()).contains("authentication failed"));
    }

    @Test
    void whoMayOnlyLookIsOfNoUse() throws IOException {
        start("md5");

        assertThat(console("stats", "right", "app").look(TIMEOUT)).isEqualTo(new Silent("admin access needed"));
    }

    @Test
    void aDatabaseThatItDoesNotKnowIsToldBesideThoseItHas() throws IOException {
        start("md5");

        assertThat(console("admin", "right", "ap").look(TIMEOUT))
                .isEqualTo(new Silent("it knows no database “ap”; it has app, pgbouncer, we-ird"));
    }

    @Test
    void oneDatabaseIsPausedAndTheOthersServe() throws IOException {
        start("md5");
        var odd = console("admin", "right", "we-ird");

        assertThat(odd.pause(TIMEOUT)).isEqualTo(new Paused());

        assertThat(odd.look(TIMEOUT)).isEqualTo(new Paused());
        assertThat(console("admin", "right", "app").look(TIMEOUT)).isEqualTo(new Serving());
        assertThat(odd.resume(TIMEOUT)).isEqualTo(new Serving());
        assertThat(odd.look(TIMEOUT)).isEqualTo(new Serving());
    }

    @Test
    void allArePausedTogether() throws IOException {
        start("md5");
        var all = console("admin", "right", "");
        var one = console("admin", "right", "app");

        assertThat(all.pause(TIMEOUT)).isEqualTo(new Paused());

        assertThat(all.look(TIMEOUT)).isEqualTo(new Paused());
        assertThat(one.look(TIMEOUT)).isEqualTo(new Paused());
        assertThat(one.pause(TIMEOUT)).isEqualTo(new Silent("already suspended/paused"));
        assertThat(all.resume(TIMEOUT)).isEqualTo(new Serving());
        assertThat(one.look(TIMEOUT)).isEqualTo(new Serving());
    }

    @Test
    void whoServesIsResumedAllTheSame() throws IOException {
        start("md5");

        assertThat(console("admin", "right", "app").resume(TIMEOUT)).isEqualTo(new Serving());
        assertThat(console("admin", "right", "").resume(TIMEOUT)).isEqualTo(new Serving());
    }

    @Test
    void whereNobodyListensNobodyWaits() {
        var nobody = new PgBouncer("127.0.0.1", 1, Optional.empty(), Credentials.NONE);

        assertThat(new PoolConsole(nobody, Login.NONE).resume(TIMEOUT)).isInstanceOf(Gone.class);
    }

    private void start(String kind) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(folder.resolve("userlist.txt"), "\"admin\" \"right\"\n\"stats\" \"right\"\n");
        Files.writeString(folder.resolve("pgbouncer.ini"), """
                [databases]
                app = host=127.0.0.1
                we-ird = host=127.0.0.1
                [pgbouncer]
                listen_addr = 0.0.0.0
                listen_port = 6432
                unix_socket_dir =
                auth_file = /etc/pgbouncer/userlist.txt
                admin_users = admin
                stats_users = stats
                auth_type =\s""" + kind + "\n");
        var started = new RigContainer(6432, "-v", folder + ":/etc/pgbouncer:ro", "berth-rig/pgbouncer:1");
        server = Optional.of(started);
        var probe = console("admin", "right", "");
        await().atMost(Duration.ofSeconds(20)).until(() -> probe.look(TIMEOUT) instanceof Serving);
    }

    private PoolConsole console(String user, String password, String database) {
        int port = server.orElseThrow().endpoint(EngineKind.POSTGRESQL).port();
        var pooler = new PgBouncer(
                "127.0.0.1", port, Optional.of(database).filter(name -> !name.isEmpty()), Credentials.NONE);
        return new PoolConsole(pooler, new Login(Optional.of(user), Optional.of(password)));
    }
}
