package dev.berth.plan;

import dev.berth.observe.Snapshot;
import dev.berth.plan.Decision.Refusal;
import dev.berth.policy.Database;
import dev.berth.policy.Hold;
import dev.berth.policy.Policy;
import dev.berth.policy.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reasons not to touch a container, told before anything is. */
final class Safety {
    private final Policy policy;
    private final Snapshot snapshot;
    private final List<Refusal> refusals = new ArrayList<>();

    Safety(Policy policy, Snapshot snapshot) {
        this.policy = policy;
        this.snapshot = snapshot;
    }

    /** What speaks against moving these; empty when nothing does. */
    List<Refusal> refusals(List<Placement> moving) {
        for (var placement : moving) {
            held(placement);
            refusals.addAll(new Remaking(placement).refusals());
            runtime(placement);
            refusals.addAll(new Declarations(snapshot).refusals(placement));
            taken(placement, moving);
        }
        refusals.addAll(new Distance(policy, snapshot).refusals(moving));
        return List.copyOf(refusals);
    }

    /** Ports that can't be asked, whether they move or their clients alone do: every move begins with an answer. */
    List<Refusal> speechless(List<List<Placement>> groups) {
        return databases(groups).flatMap(Safety::babble).toList();
    }

    private static Stream<Database> databases(List<List<Placement>> groups) {
        return groups.stream().flatMap(List::stream).map(Placement::database);
    }

    /** Ports of which it can't be told what is spoken there. */
    private static Stream<Refusal> babble(Database database) {
        return Protocol.of(database.engine()).isEmpty()
                ? Stream.empty()
                : database.ports().stream()
                        .filter(port ->
                                Protocol.of(database.engine(), port.target()).isEmpty())
                        .map(port -> new Refusal(
                                database.name(),
                                "what " + database.engine().word() + " speaks at port " + port.target()
                                        + " of its container, target of berth " + port.name() + ", is not known",
                                "give the target that it has by default: " + Protocol.targets(database.engine())));
    }

    private void held(Placement placement) {
        if (policy.hold().mode() == Hold.Mode.REQUIRED) {
            new Holding(policy, snapshot)
                    .obstacle(placement)
                    .ifPresent(obstacle -> refuse(
                            placement.database().name(),
                            "hold.mode is Required, and its connections can't wait: " + obstacle,
                            policy.docker()
                                            .elsewhere()
                                            .map(host -> "run berth on " + host)
                                            .orElse("lift that")
                                    + ", or hold.mode: Auto, which moves it with a pause"));
        }
    }

    private void runtime(Placement placement) {
        var container = placement.container();
        var name = placement.database().name();
        if (container.networkMode().equals("host")) {
            refuse(name, "container " + container.name() + " uses the host's network", "publish its port instead");
        }
        if (placement.database().runner() instanceof Database.Runner.Named
                && container.compose().isPresent()) {
            var service = container.compose().orElseThrow().service();
            refuse(
                    name,
                    "container " + container.name() + " belongs to Compose service " + service
                            + ", whose files would bring the old port back",
                    "name it by  service: " + service
                            + policy.docker()
                                    .elsewhere()
                                    .map(host -> ", with its files here, or run berth on " + host)
                                    .orElse(""));
        }
        if (container.swarm()) {
            refuse(name, "container " + container.name() + " belongs to a Swarm service", "Swarm is not supported");
        }
        snapshot.docker().containers().stream()
                .filter(other -> other.networkMode().equals("container:" + container.id())
                        || other.networkMode().equals("container:" + container.name()))
                .forEach(other -> refuse(
                        name,
                        "container " + other.name() + " lives in the network of " + container.name(),
                        "remove it first; it would lose its network"));
        if (container.name().endsWith("-berth-parked") || container.name().endsWith("-berth-next")) {
            refuse(name, "container " + container.name() + " is left over from a migration", "berth rollback");
        }
    }

    private void taken(Placement placement, List<Placement> moving) {
        for (var rebinding : placement.rebindings()) {
            if (rebinding.from() != rebinding.to()) {
                new Occupancy(policy, snapshot, moving)
                        .owner(placement.container(), rebinding)
                        .ifPresent(owner -> refuse(
                                placement.database().name(),
                                "port " + rebinding.to() + " is taken by " + owner,
                                "stop it or give it another port"));
            }
        }
    }

    private void refuse(String subject, String reason, String remedy) {
        refusals.add(new Refusal(subject, reason, remedy));
    }
}
