package dev.berth.app;

import dev.berth.adapter.docker.ComposeTool;
import dev.berth.adapter.docker.Connections;
import dev.berth.adapter.docker.ContainerEffects;
import dev.berth.adapter.docker.ContainerNames;
import dev.berth.adapter.docker.DockerSource;
import dev.berth.adapter.file.BackupFolder;
import dev.berth.adapter.file.FileEffects;
import dev.berth.adapter.file.FileRecords;
import dev.berth.adapter.file.FileRehearsals;
import dev.berth.adapter.file.Keyring;
import dev.berth.adapter.file.KnownCollisions;
import dev.berth.adapter.file.ProjectFiles;
import dev.berth.adapter.file.ReferencedLogins;
import dev.berth.adapter.file.StateFolder;
import dev.berth.adapter.file.TablePaths;
import dev.berth.adapter.net.ContentsEffects;
import dev.berth.adapter.net.EnginePulses;
import dev.berth.adapter.net.EngineQualms;
import dev.berth.adapter.net.EngineSessions;
import dev.berth.adapter.net.LocalCalls;
import dev.berth.adapter.net.NetEffects;
import dev.berth.adapter.net.OldPorts;
import dev.berth.adapter.net.PacketFilter;
import dev.berth.adapter.net.PolicyTables;
import dev.berth.adapter.net.PoolEffects;
import dev.berth.adapter.net.ProbeEffects;
import dev.berth.adapter.net.ProcHost;
import dev.berth.backup.Backups;
import dev.berth.backup.Terms;
import dev.berth.cycle.Site;
import dev.berth.engine.Contents.Depth;
import dev.berth.engine.Engines;
import dev.berth.engine.IdleSessions;
import dev.berth.execute.Effects;
import dev.berth.observe.HostFacts;
import dev.berth.observe.MergedLookout;
import dev.berth.observe.MergedObserver;
import dev.berth.observe.Observation;
import dev.berth.observe.Observer;
import dev.berth.observe.Sources;
import dev.berth.policy.Backup;
import dev.berth.policy.Policy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Makes sites: the one place where the core's ports meet the adapters. */
final class Sites {
    private static final Path PROC = Path.of("/proc");

    /** From one step to the next, while a replacement is made. */
    private static final Duration BETWEEN_STEPS = Duration.ofSeconds(5);

    /** What the kernel of an engine's host can't be asked for; Docker itself says that a port is taken. */
    private static final Sources.Host ELSEWHERE =
            () -> new Observation.Seen<>(new HostFacts(List.of(), new HostFacts.PortRange(0, 0), List.of()));

    private final Map<String, String> environment;
    private final Clock clock;
    private final BooleanSupplier interrupted;
    private final Connections docker;
    private final ComposeTool compose = new ComposeTool("docker");
    private final UnaryOperator<Effects> between;

    Sites(
            Map<String, String> environment,
            Clock clock,
            BooleanSupplier interrupted,
            Connections docker,
            UnaryOperator<Effects> between) {
        this.environment = environment;
        this.clock = clock;
        this.interrupted = interrupted;
        this.docker = docker;
        this.between = between;
    }

    /** @param all every policy of this run, so that one does not take another's port */
    Site site(StateFolder state, Policy policy, List<Policy> all) {
        var kernel = new ProcHost(PROC);
        boolean here = policy.docker().elsewhere().isEmpty();
        var host = here ? kernel : ELSEWHERE;
        var paths = TablePaths.of(state);
        var tables = new PolicyTables(paths.now(), policy.folder(), paths::kept, paths::keep);
        var oldPorts = new OldPorts(tables, PROC, clock);
        var observer = new MergedObserver(
                new DockerSource(docker, compose),
                host,
                new PacketFilter(tables, policy),
                new ProjectFiles(environment),
                KnownCollisions.load(here ? kernel.kernel() : ""),
                all,
                clock);
        var engines = Engines.supported();
        var hurried = Engines.supported(IdleSessions.kept(BETWEEN_STEPS));
        var logins = logins(policy);
        var records = new FileRecords(state);
        var effects = between.apply(new RoutedEffects(
                new FileEffects(),
                new ContainerEffects(docker, compose, state.recipes()),
                new ProbeEffects(hurried, logins, host, clock, interrupted),
                new NetEffects(hurried, logins, tables, PROC, clock),
                new PoolEffects(engines, logins, clock, GuardMain.class.getName()),
                new ContentsEffects(hurried, logins),
                (migration, plan, step) -> new TakenBackup(
                        policy,
                        (wish, progress) -> backups(state, policy, observer, wish, progress),
                        step,
                        new OtherMigrations(records, migration, plan, step.database())),
                compose));
        return new Site(
                policy,
                observer,
                new MergedLookout(oldPorts, new ContainerNames(docker)),
                new EnginePulses(engines, logins),
                new EngineQualms(engines, logins),
                new EngineSessions(engines, logins),
                new LocalCalls(PROC),
                effects,
                oldPorts,
                new BackupServers(policy, observer, state, docker, logins, interrupted, new ArrayList<>()),
                records,
                new FileRehearsals(state),
                new Webhooks(policy, logins));
    }

    private ReferencedLogins logins(Policy policy) {
        return new ReferencedLogins(
                environment, policy.docker().project(), policy.docker().envFile());
    }

    /** @param progress takes a line for people now and then */
    Backups backups(StateFolder state, Policy policy, Observer observer, Backup wish, Consumer<String> progress) {
        var logins = logins(policy);
        return new Backups(
                new BackupFolder(
                        Path.of(policy.folder()).resolve(wish.folder()),
                        policy.namespace(),
                        policy.name(),
                        new Keyring(wish.encryption(), logins, policy.folder())),
                new BackupServers(policy, observer, state, docker, logins, interrupted, new ArrayList<>()),
                new Terms(
                        wish.keep(),
                        wish.restoreTest(),
                        Depth.of(policy.verify().fingerprint())),
                clock,
                progress);
    }
}
