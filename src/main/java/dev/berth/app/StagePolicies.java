package dev.berth.app;

import dev.berth.adapter.docker.RehearsalName;
import dev.berth.policy.Client;
import dev.berth.policy.Credentials;
import dev.berth.policy.Database;
import dev.berth.policy.DockerTarget;
import dev.berth.policy.Hold;
import dev.berth.policy.Policy;
import dev.berth.policy.Rollout;
import dev.berth.policy.SecretSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/** Makes of a policy those that its rehearsal needs: no client is restarted or asked, and nobody is notified. */
record StagePolicies(Policy real) {
    /** For what starts with cold caches on a machine that now runs everything twice. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The real policy with other ports: what it plans for the files is what the copies' files must say at first. */
    Policy setting(IntSupplier ports) {
        var databases = real.databases().stream()
                .map(database -> database(database, database.runner(), database.credentials(), ports))
                .toList();
        return policy(real.folder(), real.docker(), databases);
    }

    /** The same policy for the copies. */
    Policy stage(Path folder, RehearsalName name, IntSupplier ports) {
        var databases = real.databases().stream()
                .map(database -> database(
                        database,
                        runner(database.runner(), name),
                        database.credentials().map(this::absolute),
                        ports))
                .toList();
        var docker = real.docker();
        return policy(
                folder.toString(),
                new DockerTarget(docker.host(), name.project(), docker.composeFiles(), docker.envFile()),
                databases);
    }

    private static Database database(
            Database database, Database.Runner runner, Optional<Credentials> credentials, IntSupplier ports) {
        var moved = database.ports().stream()
                .map(port ->
                        new Database.Port(port.name(), port.target(), ports.getAsInt(), port.variable(), port.mark()))
                .toList();
        return new Database(database.name(), database.engine(), runner, moved, credentials, database.mark());
    }

    private static Database.Runner runner(Database.Runner runner, RehearsalName name) {
        return runner instanceof Database.Runner.Named named
                ? new Database.Runner.Named(name.of(named.name()))
                : runner;
    }

    /** A copy has the passwords of its original; their files are read where they lie, not copied. */
    private Credentials absolute(Credentials credentials) {
        return new Credentials(
                credentials.user().map(this::absolute), credentials.password().map(this::absolute));
    }

    private SecretSource absolute(SecretSource source) {
        return source instanceof SecretSource.File file
                ? new SecretSource.File(
                        Path.of(real.folder()).resolve(file.path()).toString())
                : source;
    }

    private Policy policy(String folder, DockerTarget docker, List<Database> databases) {
        var hold = real.hold();
        var limit = hold.limit().compareTo(PATIENCE) < 0 ? PATIENCE : hold.limit();
        return new Policy(
                real.name(),
                real.namespace(),
                real.mark(),
                folder,
                real.fingerprint(),
                real.mode(),
                real.bands(),
                docker,
                databases,
                real.clients().stream().map(StagePolicies::client).toList(),
                real.prometheus(),
                Rollout.FREE,
                new Hold(hold.mode(), hold.drain(), limit),
                Optional.empty(),
                real.verify(),
                real.soak(),
                real.rollback(),
                List.of());
    }

    private static Client client(Client client) {
        return new Client(
                client.name(), client.uses(), client.files(), Optional.empty(), Optional.empty(), client.mark());
    }
}
