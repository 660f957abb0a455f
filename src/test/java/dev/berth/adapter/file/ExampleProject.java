package dev.berth.adapter.file;

import dev.berth.observe.Observation;
import dev.berth.observe.Project;
import dev.berth.policy.Band;
import dev.berth.policy.Client;
import dev.berth.policy.Database;
import dev.berth.policy.DockerTarget;
import dev.berth.policy.EngineKind;
import dev.berth.policy.Hold;
import dev.berth.policy.Mark;
import dev.berth.policy.Policy;
import dev.berth.policy.Rollback;
import dev.berth.policy.Rollout;
import dev.berth.policy.Soak;
import dev.berth.policy.Verification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A project of one test: files in a temporary folder, and the policy over them. */
final class ExampleProject {
    private static final Mark MARK = new Mark("policy.yaml", 1);

    private final Path folder;
    private final List<Database> databases = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();
    private final Map<String, String> shell = new HashMap<>();
    private String docker = "unix:///var/run/docker.sock";
    private List<String> composeFiles = List.of("compose.yml");
    private Optional<String> prometheus = Optional.empty();

    ExampleProject(Path folder) {
        this.folder = folder;
    }

    ExampleProject file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    ExampleProject file(String name, byte[] content) {
        try {
            var path = folder.resolve(name);
            Files.createDirectories(path.getParent());
            Files.write(path, content);
            return this;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    ExampleProject engine(String host) {
        docker = host;
        return this;
    }

    ExampleProject composeFiles(String... names) {
        composeFiles = List.of(names);
        return this;
    }

    ExampleProject shell(String name, String value) {
        shell.put(name, value);
        return this;
    }

    ExampleProject prometheus(String file) {
        prometheus = Optional.of(file);
        return this;
    }

    ExampleProject berth(String service, int target) {
        return berth(service, target, Optional.empty());
    }

    ExampleProject berth(String service, int target, String variable) {
        return berth(service, target, Optional.of(variable));
    }

    ExampleProject client(String path) {
        var rule = new Client.FileRule(path, "5432", "{{db.main}}", 1, MARK);
        clients.add(new Client("app", List.of("db"), List.of(rule), Optional.empty(), Optional.empty(), MARK));
        return this;
    }

    private ExampleProject berth(String service, int target, Optional<String> variable) {
        var port = new Database.Port("main", target, 7000, variable, MARK);
        databases.add(new Database(
                service,
                EngineKind.POSTGRESQL,
                new Database.Runner.Service(service),
                List.of(port),
                Optional.empty(),
                Optional.empty(),
                MARK));
        return this;
    }

    Policy policy() {
        return new Policy(
                "example",
                "default",
                MARK,
                folder.toString(),
                "0",
                Policy.Mode.ENFORCE,
                Band.DEFAULTS,
                new DockerTarget(docker, "example", composeFiles, ".env"),
                databases,
                clients,
                prometheus,
                Rollout.FREE,
                new Hold(Hold.Mode.AUTO, Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1)),
                Optional.empty(),
                new Verification(Verification.Fingerprint.OFF, 50),
                new Soak(Duration.ofDays(1), Soak.Retire.WHEN_UNUSED),
                new Rollback(Rollback.Scope.BERTH, Duration.ofMinutes(5)),
                List.of());
    }

    Project read() {
        if (new ProjectFiles(shell).read(policy()) instanceof Observation.Seen<Project> seen) {
            return seen.facts();
        }
        throw new AssertionError("the folder could not be read");
    }
}
