package dev.berth.cycle;

import dev.berth.journal.Progress;
import dev.berth.observe.ClusterFacts;
import dev.berth.observe.Holder;
import dev.berth.plan.Berthing;
import dev.berth.plan.ClusterDecision;
import dev.berth.plan.Move;
import dev.berth.plan.ServiceStep;
import dev.berth.plan.Signal;
import dev.berth.policy.Client;
import dev.berth.policy.Policy;
import dev.berth.policy.Soak;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What speaks against taking the old ports of a migration away, whose soak is over.
 *
 * <p>Who uses a port can't be seen from a pod: the flows of a cluster are known to its nodes. So a port counts as unused
 * where every client that the policy knows of has the new one in its values and no pod of before.
 *
 * @param facts what is so now; asked for only where that decides
 * @param retire the plan that a person let end, by its hash
 */
record SoakEnd(Policy policy, Supplier<ClusterFacts> facts, ClusterDecision.Seen seen, Optional<String> retire) {
    /** Why they stay; empty where they may go. */
    Optional<String> objection(Progress progress) {
        if (retire.filter(progress.plan()::isNamed).isPresent()
                || databases(progress).isEmpty()) {
            return Optional.empty();
        }
        String approve = " — annotate the policy with " + Signal.RETIRE.key() + "="
                + progress.plan().hash().substring(0, 12);
        return reason(progress).map(reason -> reason + approve);
    }

    private Optional<String> reason(Progress progress) {
        if (policy.mode() != Policy.Mode.ENFORCE) {
            return Optional.of("only in mode Enforce they go by themselves");
        }
        if (policy.soak().retire() == Soak.Retire.ON_APPROVAL) {
            return Optional.of("soak.retire is OnApproval");
        }
        if (seen.plan().isPresent() || !seen.bars().isEmpty()) {
            return Optional.of("not every client has the new port in its values");
        }
        return databases(progress).stream()
                .flatMap(database -> used(database, progress).stream())
                .findFirst();
    }

    private Optional<String> used(String database, Progress progress) {
        List<Client> users = policy.clients().stream()
                .filter(client -> client.uses().contains(database))
                .toList();
        return users.isEmpty()
                ? Optional.of("no client is known to use " + database + ", so nobody can tell who does")
                : users.stream()
                        .flatMap(client -> used(database, client, progress).stream())
                        .findFirst();
    }

    private Optional<String> used(String database, Client client, Progress progress) {
        boolean named = client.values().stream().anyMatch(rule -> rule.replace().contains("{{" + database + "."));
        if (!named || client.workloads().isEmpty()) {
            return Optional.of("nobody can tell which port of " + database + " " + client.name() + " uses: it names no "
                    + (named ? "workload in restart" : "value that has it"));
        }
        return client.workloads().stream()
                .flatMap(workload -> facts.get().holder(workload.kind(), workload.name()).stream())
                .filter(holder -> !startedSince(holder, progress))
                .map(holder -> "a pod of " + holder.title() + " is as old as the old port")
                .findFirst();
    }

    /** The API server's clock counts whole seconds. */
    private static boolean startedSince(Holder holder, Progress progress) {
        return holder.pods()
                .flatMap(Holder.Pods::oldest)
                .map(oldest -> oldest.isAfter(progress.opened()))
                .orElse(true);
    }

    private static List<String> databases(Progress progress) {
        return progress.plan().moves().stream()
                .filter(SoakEnd::removes)
                .flatMap(move -> move.berths().stream())
                .map(Berthing::database)
                .distinct()
                .toList();
    }

    private static boolean removes(Move move) {
        return move.steps().stream().anyMatch(ServiceStep.RemoveOldPorts.class::isInstance);
    }
}
