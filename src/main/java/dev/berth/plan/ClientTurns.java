package dev.berth.plan;

import dev.berth.observe.Container;
import dev.berth.observe.Snapshot;
import dev.berth.observe.Spot;
import dev.berth.plan.Decision.Refusal;
import dev.berth.plan.Drafts.Change;
import dev.berth.plan.MoveSteps.ClientTurn;
import dev.berth.policy.Client;
import dev.berth.policy.Policy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * In which move each client's files change, and in which it restarts and is asked.
 *
 * <p>A client follows every move at once, whatever else of it has still to move: so each move stands by itself, and the
 * way back of a later one leaves no client with a port that is gone.
 */
final class ClientTurns {
    private final Policy policy;
    private final Snapshot snapshot;
    private final ClientChanges finder;
    private final Map<Client.FileRule, List<Spot>> spots = new LinkedHashMap<>();
    private final List<Refusal> refusals = new ArrayList<>();

    ClientTurns(Policy policy, Snapshot snapshot, ClientChanges finder) {
        this.policy = policy;
        this.snapshot = snapshot;
        this.finder = finder;
        policy.clients().stream().flatMap(client -> client.files().stream()).forEach(rule -> {
            var found = finder.spots(rule);
            if (!found.isEmpty()) {
                spots.put(rule, found);
            }
        });
    }

    List<Refusal> refusals() {
        return List.copyOf(refusals);
    }

    /** Databases that stay where they are although a client's file still names another port. */
    List<String> behind(Collection<String> moving) {
        return spots.keySet().stream()
                .map(ClientChanges::databases)
                .filter(databases -> databases.stream().noneMatch(moving::contains))
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    List<Change> changes(List<String> group, List<String> later) {
        return spots.entrySet().stream()
                .filter(entry -> concerns(entry.getKey(), group))
                .flatMap(entry ->
                        entry.getValue().stream().map(spot -> new Change(spot, finder.text(entry.getKey(), later))))
                .toList();
    }

    List<ClientTurn> turns(List<String> group) {
        return policy.clients().stream()
                .filter(client -> client.uses().stream().anyMatch(group::contains)
                        || client.files().stream().anyMatch(rule -> concerns(rule, group)))
                .map(client -> new ClientTurn(
                        client.name(),
                        restarts(client, group),
                        client.probe().map(url -> new ProbeStep.Probe(client.name(), url))))
                .toList();
    }

    private static boolean concerns(Client.FileRule rule, List<String> group) {
        return ClientChanges.databases(rule).stream().anyMatch(group::contains);
    }

    /** Every container of the client's service: each has read the files by itself. */
    private List<Subject> restarts(Client client, List<String> group) {
        if (client.files().stream().noneMatch(rule -> spots.containsKey(rule) && concerns(rule, group))) {
            return List.of();
        }
        return client.restart().map(service -> containers(client, service)).orElse(List.of());
    }

    private List<Subject> containers(Client client, String service) {
        var subjects = snapshot.docker().containers().stream()
                .filter(container -> runs(service, container))
                .sorted(Comparator.comparing(Container::name))
                .map(container -> new Subject(client.name(), container.id(), container.name(), Optional.of(service)))
                .toList();
        if (subjects.isEmpty()) {
            refusals.add(new Refusal(
                    client.name(),
                    "no container runs its service " + service,
                    "start it, or leave restart out of the policy"));
        }
        return subjects;
    }

    private boolean runs(String service, Container container) {
        return container
                .compose()
                .filter(compose -> compose.runs(service, policy.docker().project()))
                .isPresent();
    }
}
