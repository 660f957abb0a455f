package dev.berth.plan;

import dev.berth.observe.Container;
import dev.berth.observe.Snapshot;
import dev.berth.plan.Decision.Refusal;
import dev.berth.plan.Drafts.Change;
import dev.berth.plan.MoveSteps.ClientTurn;
import dev.berth.policy.Client;
import dev.berth.policy.Policy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * In which move each client's files change, and in which it restarts and is asked.
 *
 * <p>A rule waits for the last of its databases; a client is restarted once, after the last move that concerns it.
 */
final class ClientTurns {
    private final Policy policy;
    private final Snapshot snapshot;
    private final Map<Client.FileRule, List<Change>> changes = new LinkedHashMap<>();
    private final List<Refusal> refusals = new ArrayList<>();

    ClientTurns(Policy policy, Snapshot snapshot, ClientChanges finder) {
        this.policy = policy;
        this.snapshot = snapshot;
        policy.clients().stream().flatMap(client -> client.files().stream()).forEach(rule -> {
            var found = finder.of(rule);
            if (!found.isEmpty()) {
                changes.put(rule, found);
            }
        });
    }

    List<Refusal> refusals() {
        return List.copyOf(refusals);
    }

    /** Databases that stay where they are although a client's file still names another port. */
    List<String> behind(Collection<String> moving) {
        return changes.keySet().stream()
                .flatMap(rule -> ClientChanges.databases(rule).stream())
                .filter(database -> !moving.contains(database))
                .distinct()
                .toList();
    }

    List<Change> changes(List<String> group, List<String> later) {
        return changes.entrySet().stream()
                .filter(entry -> isLast(ClientChanges.databases(entry.getKey()).stream(), group, later))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
    }

    List<ClientTurn> turns(List<String> group, List<String> later) {
        return policy.clients().stream()
                .filter(client -> isLast(concerns(client), group, later))
                .map(client -> new ClientTurn(
                        client.name(),
                        restart(client),
                        client.probe().map(url -> new ProbeStep.Probe(client.name(), url))))
                .toList();
    }

    private static Stream<String> concerns(Client client) {
        return Stream.concat(
                client.uses().stream(),
                client.files().stream().flatMap(rule -> ClientChanges.databases(rule).stream()));
    }

    private static boolean isLast(Stream<String> databases, List<String> group, List<String> later) {
        var all = databases.toList();
        return all.stream().anyMatch(group::contains) && all.stream().noneMatch(later::contains);
    }

    private Optional<Subject> restart(Client client) {
        if (client.files().stream().noneMatch(changes::containsKey)) {
            return Optional.empty();
        }
        return client.restart().flatMap(service -> {
            var found = container(service);
            if (found.isEmpty()) {
                refusals.add(new Refusal(
                        client.name(),
                        "no container runs its service " + service,
                        "start it, or leave restart out of the policy"));
            }
            return found.map(
                    container -> new Subject(client.name(), container.id(), container.name(), Optional.of(service)));
        });
    }

    private Optional<Container> container(String service) {
        return snapshot.docker().containers().stream()
                .filter(container -> container
                        .compose()
                        .filter(compose ->
                                compose.project().equals(policy.docker().project())
                                        && compose.service().equals(service))
                        .isPresent())
                .findFirst();
    }
}
