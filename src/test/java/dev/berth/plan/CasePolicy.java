package dev.berth.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.policy.Backup;
import dev.berth.policy.Band;
import dev.berth.policy.Client;
import dev.berth.policy.Credentials;
import dev.berth.policy.Database;
import dev.berth.policy.DockerTarget;
import dev.berth.policy.EngineKind;
import dev.berth.policy.Hold;
import dev.berth.policy.Keep;
import dev.berth.policy.Mark;
import dev.berth.policy.PgBouncer;
import dev.berth.policy.Policy;
import dev.berth.policy.Rollback;
import dev.berth.policy.Rollout;
import dev.berth.policy.Soak;
import dev.berth.policy.Verification;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the brief {@code policy.yaml} of a golden case; what it leaves out is as in most policies. */
final class CasePolicy {
    private final CaseFile file;

    private CasePolicy(CaseFile file) {
        this.file = file;
    }

    static Policy of(CaseFile file) {
        return new CasePolicy(file).policy();
    }

    private Policy policy() {
        var root = file.root();
        return new Policy(
                root.path("name").asText("research-stack"),
                "staging",
                new Mark(file.name(), 1),
                "/srv/research",
                Sha256.of(file.text()),
                Policy.Mode.ENFORCE,
                Band.DEFAULTS,
                new DockerTarget(
                        root.path("host").asText("unix:///var/run/docker.sock"), "research", composeFiles(), ".env"),
                CaseFile.each(root.path("databases"), this::database),
                CaseFile.each(root.path("clients"), this::client),
                CaseFile.text(root, "prometheus"),
                Rollout.FREE,
                hold(
                        root.path("hold").asText("Never"),
                        Duration.ofMinutes(root.path("patienceMinutes").asInt())),
                root.path("backup").asBoolean()
                        ? Optional.of(new Backup(
                                "backups",
                                Optional.empty(),
                                new Keep.Span(Duration.ofDays(30)),
                                root.path("restoreTest").asBoolean(),
                                Optional.empty()))
                        : Optional.empty(),
                new Verification(
                        Verification.Fingerprint.valueOf(
                                upper(root.path("fingerprint").asText("Off"))),
                        root.path("maxFailedClients").asInt(50)),
                new Soak(Duration.ofDays(7), Soak.Retire.WHEN_UNUSED),
                new Rollback(Rollback.Scope.valueOf(upper(root.path("scope").asText("Berth"))), Duration.ofMinutes(5)),
                List.of());
    }

    private List<String> composeFiles() {
        return file.root().has("composeFiles")
                ? CaseFile.texts(file.root().get("composeFiles"))
                : List.of("docker-compose.yml");
    }

    private static Hold hold(String mode, Duration patience) {
        return new Hold(Hold.Mode.valueOf(upper(mode)), patience, Duration.ofSeconds(15), Duration.ofSeconds(10));
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }

    private Database database(JsonNode node) {
        var name = node.path("name").asText();
        return new Database(
                name,
                EngineKind.of(node.path("engine").asText("PostgreSQL")).orElseThrow(),
                node.has("container")
                        ? new Database.Runner.Named(node.get("container").asText())
                        : new Database.Runner.Service(node.path("service").asText(name)),
                CaseFile.each(node.path("ports"), this::port),
                Optional.empty(),
                node.has("pgBouncer") ? Optional.of(pgBouncer(node.get("pgBouncer"))) : Optional.empty(),
                mark("name: " + name));
    }

    private static PgBouncer pgBouncer(JsonNode node) {
        return new PgBouncer(
                "127.0.0.1", node.path("port").asInt(6432), CaseFile.text(node, "database"), Credentials.NONE);
    }

    private Database.Port port(JsonNode node) {
        return new Database.Port(
                node.path("name").asText("postgres"),
                node.path("target").asInt(5432),
                node.path("port").asInt(),
                CaseFile.text(node, "variable"),
                mark("port: " + node.path("port").asText()));
    }

    private Client client(JsonNode node) {
        var name = node.path("name").asText();
        return new Client(
                name,
                CaseFile.texts(node.path("uses")),
                CaseFile.each(node.path("files"), this::rule),
                CaseFile.text(node, "restart"),
                CaseFile.text(node, "probe"),
                mark("name: " + name));
    }

    private Client.FileRule rule(JsonNode node) {
        var path = node.path("path").asText();
        return new Client.FileRule(
                path,
                node.path("find").asText(),
                node.path("replace").asText(),
                node.path("times").asInt(1),
                mark("path: " + path));
    }

    private Mark mark(String needle) {
        return new Mark(file.name(), file.line(needle));
    }
}
