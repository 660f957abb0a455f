package dev.berth.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.policy.Backup;
import dev.berth.policy.Band;
import dev.berth.policy.Client;
import dev.berth.policy.Credentials;
import dev.berth.policy.Database;
import dev.berth.policy.DockerTarget;
import dev.berth.policy.Encryption;
import dev.berth.policy.EngineKind;
import dev.berth.policy.Hold;
import dev.berth.policy.Keep;
import dev.berth.policy.Mark;
import dev.berth.policy.PgBouncer;
import dev.berth.policy.Policy;
import dev.berth.policy.Reading;
import dev.berth.policy.Rollback;
import dev.berth.policy.Rollout;
import dev.berth.policy.SecretSource;
import dev.berth.policy.Soak;
import dev.berth.policy.Verification;
import dev.berth.policy.Webhook;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ValidPoliciesTest {
    private static final Path SAMPLES = Path.of("src/test/resources/policies/valid");
    private static final String COMPLETE = SAMPLES.resolve("complete.yaml").toString();
    private static final String FOLDER = SAMPLES.toAbsolutePath().toString();

    @Test
    void everyFieldOfACompletePolicyIsRead() {
        Policy policy = only(PolicyFiles.read(List.of(SAMPLES.resolve("complete.yaml"))));

        assertThat(policy)
                .isEqualTo(new Policy(
                        "research-stack",
                        "staging",
                        mark(1),
                        FOLDER,
                        policy.fingerprint(),
                        Policy.Mode.PLAN,
                        List.of(new Band("databases", 7000, 7099), new Band("interfaces", 7100, 7199)),
                        new DockerTarget(
                                "tcp://127.0.0.1:2375",
                                "research",
                                List.of("docker-compose.database.yml", "docker-compose.kong.yml"),
                                "config/.env"),
                        List.of(timescaledb(), questdb()),
                        List.of(workspace()),
                        Optional.of("monitoring/prometheus.yml"),
                        rollout(),
                        new Hold(
                                Hold.Mode.REQUIRED,
                                Duration.ofMinutes(30),
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(20)),
                        Optional.of(new Backup(
                                "backups",
                                Optional.of("0 3 * * mon-fri"),
                                new Keep.Span(Duration.ofDays(14)),
                                false,
                                Optional.of(new Encryption(
                                        new SecretSource.Env("BERTH_BACKUP_KEY"),
                                        List.of(new SecretSource.File("secrets/backup-2025")))))),
                        new Verification(Verification.Fingerprint.OFF, 25),
                        new Soak(Duration.ofDays(2), Soak.Retire.ON_APPROVAL),
                        new Rollback(Rollback.Scope.POLICY, Duration.ofSeconds(90)),
                        List.of(
                                new Webhook(new SecretSource.Env("BERTH_WEBHOOK")),
                                new Webhook(new SecretSource.Value("https://hooks.example.org/berth")))));
    }

    @Test
    void theSmallestPolicyGetsEveryDefault() {
        Path file = SAMPLES.resolve("smallest.yaml");

        Policy policy = only(PolicyFiles.read(List.of(file)));

        assertThat(policy)
                .isEqualTo(new Policy(
                        "cache",
                        "default",
                        new Mark(file.toString(), 1),
                        FOLDER,
                        policy.fingerprint(),
                        Policy.Mode.ENFORCE,
                        Band.DEFAULTS,
                        new DockerTarget("unix:///var/run/docker.sock", "", List.of(), ".env"),
                        List.of(new Database(
                                "redis",
                                EngineKind.REDIS,
                                new Database.Runner.Named("cache"),
                                List.of(new Database.Port(
                                        "redis", 6379, 7030, Optional.empty(), new Mark(file.toString(), 12))),
                                Optional.empty(),
                                Optional.empty(),
                                new Mark(file.toString(), 8))),
                        List.of(),
                        Optional.empty(),
                        Rollout.FREE,
                        new Hold(Hold.Mode.AUTO, Duration.ZERO, Duration.ofSeconds(15), Duration.ofSeconds(10)),
                        Optional.empty(),
                        new Verification(Verification.Fingerprint.FAST, 50),
                        new Soak(Duration.ofDays(7), Soak.Retire.WHEN_UNUSED),
                        new Rollback(Rollback.Scope.BERTH, Duration.ofMinutes(5)),
                        List.of()));
    }

    private static Database timescaledb() {
        return new Database(
                "timescaledb",
                EngineKind.TIMESCALEDB,
                new Database.Runner.Service("timescaledb"),
                List.of(new Database.Port("postgres", 5432, 7000, Optional.of("TIMESCALEDB_PORT"), mark(19))),
                Optional.of(new Credentials(
                        Optional.of(new SecretSource.Env("POSTGRES_USER")),
                        Optional.of(new SecretSource.File("secrets/timescaledb")))),
                Optional.of(new PgBouncer(
                        "127.0.0.1",
                        6432,
                        Optional.of("app"),
                        new Credentials(
                                Optional.of(new SecretSource.Value("admin")),
                                Optional.of(new SecretSource.Env("PGBOUNCER_PASSWORD"))))),
                mark(15));
    }

    private static Database questdb() {
        return new Database(
                "questdb",
                EngineKind.QUESTDB,
                new Database.Runner.Named("research-questdb"),
                List.of(
                        new Database.Port("postgres", 8812, 7010, Optional.empty(), mark(31)),
                        new Database.Port("console", 9000, 7110, Optional.empty(), mark(32))),
                Optional.of(new Credentials(
                        Optional.of(new SecretSource.Value("admin")),
                        Optional.of(new SecretSource.Env("QUESTDB_PASSWORD")))),
                Optional.empty(),
                mark(27));
    }

    private static Client workspace() {
        return new Client(
                "workspace",
                List.of("timescaledb", "questdb"),
                List.of(
                        new Client.FileRule(
                                "backend/api/workspace/src/config.js",
                                "|| 5432",
                                "|| {{timescaledb.postgres}}",
                                2,
                                mark(40)),
                        new Client.FileRule(
                                "backend/api/workspace/questdb.ini",
                                "127.0.0.1:8812,127.0.0.1:9000",
                                "127.0.0.1:{{questdb.postgres}},127.0.0.1:{{questdb.console}}",
                                1,
                                mark(44))),
                Optional.of("workspace"),
                Optional.of("http://127.0.0.1:3200/health"),
                mark(37));
    }

    private static Rollout rollout() {
        return new Rollout(
                List.of(new Rollout.Tier("dev", "research-stack", Duration.ofHours(48))),
                Optional.of(new Rollout.Window(
                        Set.of(DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY),
                        LocalTime.of(22, 0),
                        LocalTime.of(2, 0),
                        ZoneId.of("Europe/Lisbon"))),
                true,
                true);
    }

    private static Mark mark(int line) {
        return new Mark(COMPLETE, line);
    }

    private static Policy only(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.Valid.class);
        List<Policy> policies = ((Reading.Valid) reading).policies();
        assertThat(policies).hasSize(1);
        return policies.get(0);
    }
}
