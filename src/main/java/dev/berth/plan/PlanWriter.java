package dev.berth.plan;

import dev.berth.observe.ComposeModel;
import dev.berth.observe.ComposeModel.ServicePort;
import dev.berth.observe.Snapshot;
import dev.berth.observe.TextFile;
import dev.berth.plan.Decision.Refusal;
import dev.berth.policy.Policy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the moves of ordered groups; keeps what earlier moves did to the files in mind. */
final class PlanWriter {
    private final Policy policy;
    private final Snapshot snapshot;
    private final ClientTurns clients;
    private final Drafts drafts;
    private final PortChanges ports;
    private final List<Refusal> refusals = new ArrayList<>();
    private Optional<ComposeModel> model;

    PlanWriter(Policy policy, Snapshot snapshot, ClientTurns clients) {
        this.policy = policy;
        this.snapshot = snapshot;
        this.clients = clients;
        this.drafts = new Drafts(snapshot.project());
        this.ports = new PortChanges(snapshot.project());
        this.model = snapshot.docker().model();
    }

    /** Files that would have to change and can't. */
    List<Refusal> refusals() {
        var contested = drafts.contested().stream()
                .map(spot -> new Refusal(
                        spot.path(),
                        "two changes want “" + spot.text() + "” at byte " + spot.offset() + " for different texts",
                        "let one rule of the policy name it, or give each database a text of its own"));
        return Stream.concat(refusals.stream(), contested).distinct().toList();
    }

    List<Move> moves(List<List<Placement>> groups) {
        var moves = new ArrayList<Move>();
        for (int i = 0; i < groups.size(); i++) {
            var later = groups.subList(i + 1, groups.size()).stream()
                    .flatMap(group -> names(group).stream())
                    .toList();
            moves.add(move(groups.get(i), later));
        }
        return moves;
    }

    Plan plan(List<Move> moves, List<String> warnings) {
        return new Plan(
                        policy.name(),
                        policy.namespace(),
                        policy.fingerprint(),
                        policy.folder(),
                        Optional.of(policy.docker()),
                        policy.rollback(),
                        moves,
                        warnings,
                        "")
                .hashed();
    }

    private Move move(List<Placement> group, List<String> later) {
        var names = names(group);
        var changes = Stream.concat(
                        group.stream().flatMap(placement -> ports.of(placement).stream()),
                        clients.changes(names, later).stream())
                .toList();
        var edits = drafts.make(changes);
        edits.forEach(this::refuseReadOnly);
        model = model.map(rendered -> after(rendered, group));
        var name = String.join("+", names);
        var steps = new MoveSteps(policy, name, group, model.isPresent(), new Holding(policy, snapshot))
                .write(edits, model, clients.turns(names));
        return new Move(name, berths(group), pause(group), steps);
    }

    private static List<String> names(List<Placement> group) {
        return group.stream().map(placement -> placement.database().name()).toList();
    }

    private void refuseReadOnly(Drafts.Edit edit) {
        var writable =
                snapshot.project().file(edit.path()).map(TextFile::writable).orElse(false);
        if (!writable) {
            refusals.add(new Refusal(
                    edit.path(),
                    "the file must change and can't be written",
                    "make it and its folder writable"
                            + policy.docker()
                                    .elsewhere()
                                    .map(host -> ", which what a ConfigMap brings never is, or run berth on " + host)
                                    .orElse("")));
        }
    }

    private static ComposeModel after(ComposeModel model, List<Placement> group) {
        var changed = model.ports().stream()
                .map(port -> group.stream()
                        .flatMap(placement -> moved(port, placement).stream())
                        .findFirst()
                        .orElse(port))
                .sorted()
                .toList();
        return new ComposeModel(changed, model.rest());
    }

    private static Optional<ServicePort> moved(ServicePort port, Placement placement) {
        return placement.berths().stream()
                .filter(berth -> !berth.declared().isEmpty()
                        && berth.wanted().target() == port.target()
                        && port.protocol().equals("tcp")
                        && placement
                                .container()
                                .compose()
                                .map(compose -> compose.service().equals(port.service()))
                                .orElse(false))
                .map(berth -> new ServicePort(
                        port.service(), port.target(), port.hostIp(), String.valueOf(berth.to()), port.protocol()))
                .findFirst();
    }

    private static List<Berthing> berths(List<Placement> group) {
        return group.stream()
                .flatMap(placement -> placement.berths().stream().map(berth -> berth.berthing(placement.database())))
                .toList();
    }

    /** The pauses of the containers that are made again, one after the other. */
    private Duration pause(List<Placement> group) {
        return group.stream()
                .filter(placement -> placement.recreated(model.isPresent()))
                .collect(Collectors.toMap(
                        placement -> placement.container().id(),
                        placement -> placement.database().engine().pause(),
                        (one, other) -> one))
                .values()
                .stream()
                .reduce(Duration.ZERO, Duration::plus);
    }
}
