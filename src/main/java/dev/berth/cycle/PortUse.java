package dev.berth.cycle;

import dev.berth.journal.Progress;
import dev.berth.observe.ClusterFacts;
import dev.berth.observe.Holder;
import dev.berth.plan.WorkloadStep;
import dev.berth.policy.Client;
import dev.berth.policy.Policy;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who of a policy's clients may still use the old ports of a migration: whose values do not tell, or whose pods are of before.
 *
 * @param facts what is so of the policy now; asked for only where that decides
 * @param progress the migration, whichever policy it is of
 */
record PortUse(Policy policy, Supplier<ClusterFacts> facts, Progress progress) {
    /** Why a client of a database may; empty where none does. */
    Optional<String> of(String database) {
        return policy.clients().stream()
                .filter(client -> client.uses().contains(database))
                .flatMap(client -> of(database, client).stream())
                .findFirst();
    }

    private Optional<String> of(String database, Client client) {
        boolean named = client.values().stream().anyMatch(rule -> rule.replace().contains("{{" + database + "."));
        if (!named || client.workloads().isEmpty()) {
            return Optional.of("nobody can tell which port of " + database + " " + client.name() + " uses: it names no "
                    + (named ? "workload in restart" : "value that has it"));
        }
        return client.workloads().stream()
                .flatMap(workload -> facts.get().holder(workload.kind(), workload.name()).stream())
                .flatMap(holder -> of(holder).stream())
                .findFirst();
    }

    /** A workload has pods, though none may run, unless berth may not look at it. */
    private Optional<String> of(Holder workload) {
        if (workload.pods().isEmpty()) {
            return Optional.of("nobody can tell how old the pods of " + workload.title() + " are: it "
                    + workload.hindrance().orElse("tells of none"));
        }
        return startedSince(workload)
                ? Optional.empty()
                : Optional.of("a pod of " + workload.title() + " is as old as the old port");
    }

    private boolean startedSince(Holder holder) {
        return holder.pods()
                .flatMap(Holder.Pods::oldest)
                .map(oldest -> oldest.isAfter(newestOfBefore(holder)))
                .orElse(true);
    }

    /**
     * When the newest pod of before was made, at the latest. The API server counts whole seconds, so a pod of after may seem
     * to be as old as the migration: where that restarted the workload, it noted what it found.
     */
    private Instant newestOfBefore(Holder holder) {
        return progress.plan()
                .steps(WorkloadStep.RollOut.class)
                .filter(step -> step.workload().toString().equals(holder.title()))
                .filter(progress::applied)
                .map(step -> Instant.parse(progress.evidence().get(step.confirmed())))
                .max(Instant::compareTo)
                .orElse(progress.opened());
    }
}
