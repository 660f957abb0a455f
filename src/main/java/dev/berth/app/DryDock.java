package dev.berth.app;

import dev.berth.adapter.docker.ComposeTool;
import dev.berth.adapter.docker.Connections;
import dev.berth.adapter.docker.DockerSource;
import dev.berth.adapter.docker.Limits;
import dev.berth.adapter.file.FileRecords;
import dev.berth.adapter.file.FileRehearsals;
import dev.berth.adapter.file.PolicyFiles;
import dev.berth.adapter.file.ProjectFiles;
import dev.berth.adapter.file.ResultText;
import dev.berth.adapter.file.StateFolder;
import dev.berth.adapter.net.PacketFilter;
import dev.berth.adapter.net.ProcHost;
import dev.berth.backup.Backups;
import dev.berth.cli.Workplace;
import dev.berth.cycle.Herald;
import dev.berth.cycle.Site;
import dev.berth.execute.Dues;
import dev.berth.observe.Attendance;
import dev.berth.observe.Container;
import dev.berth.observe.DockerFacts;
import dev.berth.observe.HostFacts;
import dev.berth.observe.MergedObserver;
import dev.berth.observe.NetFacts;
import dev.berth.observe.Observation;
import dev.berth.observe.Project;
import dev.berth.observe.Pulse;
import dev.berth.plan.Decision.Refusal;
import dev.berth.plan.Plan;
import dev.berth.policy.Backup;
import dev.berth.policy.Policy;
import dev.berth.policy.Reading;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A place where commands do all their work but the last: what they look at is looked at, and then taken to be a project
 * that runs as its files say; what they would do to it is journaled and left undone.
 */
final class DryDock implements Workplace {
    private final ProjectFiles files = new ProjectFiles(Map.of());
    private final ProcHost kernel = new ProcHost(Path.of("/proc"));
    private final PacketFilter filter = new PacketFilter();
    private final DockerSource engine = new DockerSource(new Connections(Limits.DEFAULTS), new ComposeTool("docker"));
    private final Set<String> done = new HashSet<>();
    private final StateFolder state;

    DryDock(StateFolder state) {
        this.state = state;
    }

    @Override
    public Opening open(Request request) {
        var reading = PolicyFiles.read(request.policies());
        if (reading instanceof Reading.Invalid invalid) {
            return new Opening.Invalid(invalid.violations());
        }
        var policies = ((Reading.Valid) reading).policies();
        return new Opening.Open(
                policies.stream().map(policy -> site(policy, policies)).toList());
    }

    private Site site(Policy policy, List<Policy> all) {
        return new Site(
                policy,
                new MergedObserver(this::running, this::quiet, this::willing, files, List.of(), all, clock()),
                subject -> new Observation.Seen<>(List.of()),
                (endpoint, root) -> new Pulse(endpoint, true, ""),
                (endpoint, root) -> Optional.empty(),
                (endpoint, root) -> new Attendance.Counted(endpoint, 0, 0),
                ports -> new Observation.Seen<>(List.of()),
                (migration, plan, step, evidence) -> new Pretence(step.id(), done),
                new NoPorts(),
                Dues.NONE,
                new FileRecords(state),
                new FileRehearsals(state),
                Herald.SILENT);
    }

    private Observation<DockerFacts> running(Policy policy) {
        engine.look(policy);
        return files.read(policy)
                .then(project -> new Observation.Seen<>(new DockerFacts(
                        "20.10.24",
                        "1.41",
                        project.services().stream()
                                .map(service -> container(policy, service))
                                .toList(),
                        Optional.empty())));
    }

    private static Container container(Policy policy, Project.Service service) {
        return new Container(
                service.name(),
                policy.docker().project() + "-" + service.name() + "-1",
                "image",
                "sha256:image",
                true,
                Container.State.RUNNING,
                false,
                "bridge",
                "unless-stopped",
                Optional.of(new Container.Compose(policy.docker().project(), service.name(), 1, "hash")),
                false,
                service.ports().stream()
                        .map(port -> new Container.Binding(
                                port.target(),
                                port.protocol(),
                                port.hostIp(),
                                port.published().port()))
                        .toList(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of());
    }

    private Observation<HostFacts> quiet() {
        kernel.look();
        return new Observation.Seen<>(new HostFacts(List.of(), new HostFacts.PortRange(32768, 60999), List.of()));
    }

    private NetFacts willing() {
        filter.look();
        return new NetFacts(Optional.empty(), List.of());
    }

    @Override
    public Locking lock(Site site) {
        return state.lock(clock()) instanceof dev.berth.adapter.file.Locking.Held held
                ? new Locking.Held(() -> StateRun.release(held))
                : new Locking.Busy(new Refusal("state", state.path() + " can't be locked", "name another folder"));
    }

    @Override
    public Rehearsing rehearsal(Site site, Plan plan, Consumer<String> progress) {
        return new Rehearsing.Unable(new Refusal("engine", "nothing runs here", "rehearse where the project runs"));
    }

    @Override
    public Backups backups(Site site, Backup wish, Consumer<String> progress) {
        throw new UnsupportedOperationException("nothing here could be backed up");
    }

    @Override
    public Heard hear(List<Path> records) {
        return new Heard(List.of(), List.of());
    }

    @Override
    public Exporting services(String namespace, String policy) {
        return new Exporting.Unable(new Refusal(policy, "there is no cluster here", "ask one"));
    }

    @Override
    public Exporting networkPolicies(String namespace, String policy, String home) {
        return new Exporting.Unable(new Refusal(policy, "there is no cluster here", "ask one"));
    }

    @Override
    public boolean interrupted() {
        return false;
    }

    @Override
    public Clock clock() {
        return Clock.systemUTC();
    }

    @Override
    public String person() {
        return "nobody";
    }

    @Override
    public Optional<Refusal> bundle(Path file, String folder, Map<String, String> texts) {
        return Optional.empty();
    }

    @Override
    public String json(Object document) {
        return ResultText.json(document);
    }

    @Override
    public String yaml(Object document) {
        return ResultText.yaml(document);
    }
}
