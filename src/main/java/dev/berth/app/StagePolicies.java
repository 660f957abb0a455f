package dev.berth.app;

import dev.berth.adapter.docker.CopyName;
import dev.berth.observe.NetFacts;
import dev.berth.observe.Snapshot;
import dev.berth.plan.Plan;
import dev.berth.policy.Client;
import dev.berth.policy.Credentials;
import dev.berth.policy.Database;
import dev.berth.policy.DockerTarget;
import dev.berth.policy.Hold;
import dev.berth.policy.PgBouncer;
import dev.berth.policy.Policy;
import dev.berth.policy.Rollout;
import dev.berth.policy.SecretSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntBiFunction;

/** Makes of a policy those that its rehearsal needs: no client is restarted or asked, and nobody is notified. */
record StagePolicies(Policy real, Plan plan, FreePorts ports) {
    /** For what starts with cold caches on a machine that now runs everything twice. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The pooler serves the original, whose clients notice nothing of a rehearsal. */
    private static final Optional<PgBouncer> NOBODY_POOLS = Optional.empty();

    /** The real policy with other ports: what it plans for the files is what the copies' files must say at first. */
    Policy setting() {
        var used = new HashSet<Integer>();
        return policy(real.folder(), real.docker(), databases((database, port) -> {
            int first = first(database, port);
            // Two of them may have one port on two addresses; the copies have one address alone.
            return used.add(first) ? first : ports.other();
        }));
    }

    private int first(Database database, Database.Port port) {
        return plan.moves().stream()
                .flatMap(move -> move.berths().stream())
                .filter(berth ->
                        berth.database().equals(database.name()) && berth.port().equals(port.name()))
                .findFirst()
                // Where files alone are to change, a copy moves too: it can't be behind files that were set for it.
                .map(berth -> berth.from() == berth.to() ? ports.other() : ports.standIn(berth.from()))
                .orElseGet(() -> ports.standIn(port.port()));
    }

    /** What its copies are set from: no old port of the originals leads to where they are, nor should any. */
    static Snapshot scene(Snapshot real) {
        return new Snapshot(
                real.at(),
                real.docker(),
                real.host(),
                new NetFacts(real.net().obstacle(), List.of()),
                real.project(),
                real.collisions(),
                real.claims());
    }

    /** The same policy for the copies. */
    Policy stage(Path folder, CopyName name) {
        var databases = databases((database, port) -> ports.standIn(port.port())).stream()
                .map(database -> new Database(
                        database.name(),
                        database.engine(),
                        runner(database.runner(), name),
                        database.ports(),
                        database.credentials().map(this::absolute),
                        NOBODY_POOLS,
                        database.mark()))
                .toList();
        var docker = real.docker();
        return policy(
                folder.toString(),
                new DockerTarget(docker.host(), name.project(), docker.composeFiles(), docker.envFile()),
                databases);
    }

    private List<Database> databases(ToIntBiFunction<Database, Database.Port> number) {
        return real.databases().stream()
                .map(database -> new Database(
                        database.name(),
                        database.engine(),
                        database.runner(),
                        database.ports().stream()
                                .map(port -> new Database.Port(
                                        port.name(),
                                        port.target(),
                                        number.applyAsInt(database, port),
                                        port.variable(),
                                        port.mark()))
                                .toList(),
                        database.credentials(),
                        NOBODY_POOLS,
                        database.mark()))
                .toList();
    }

    private static Database.Runner runner(Database.Runner runner, CopyName name) {
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
                new Hold(Hold.Mode.NEVER, Duration.ZERO, hold.drain(), limit),
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
