package dev.berth.cycle;

import dev.berth.journal.Progress;
import dev.berth.observe.ClusterFacts;
import dev.berth.observe.Holder;
import dev.berth.plan.Berthing;
import dev.berth.plan.ClusterDecision;
import dev.berth.plan.Move;
import dev.berth.plan.Phase;
import dev.berth.plan.ServiceBerth;
import dev.berth.plan.ServiceStep;
import dev.berth.plan.Signal;
import dev.berth.plan.WorkloadStep;
import dev.berth.policy.Client;
import dev.berth.policy.Database;
import dev.berth.policy.Policy;
import dev.berth.policy.Soak;
import java.time.Instant;
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
        if (!removes(progress)) {
            return Optional.empty();
        }
        Optional<String> behind = wantedAgain(progress).or(() -> behind(databases(progress)));
        if (behind.isPresent() || retire.filter(progress.plan()::isNamed).isPresent()) {
            return behind;
        }
        String approve = " — annotate the policy with " + Signal.RETIRE.key() + "="
                + progress.plan().hash().substring(0, 12);
        return reason(progress).map(reason -> reason + approve);
    }

    /** An old port that the policy wants again; neither a person's word outweighs that, nor that the end has begun. */
    Optional<String> wantedAgain(Progress progress) {
        return progress.plan().moves().stream()
                .filter(move -> arrived(move, progress))
                .flatMap(move -> move.steps().stream())
                .filter(ServiceStep.RemoveOldPorts.class::isInstance)
                .map(ServiceStep.RemoveOldPorts.class::cast)
                .filter(step -> !progress.passed(step))
                .flatMap(step -> step.ports().pairs().stream()
                        .filter(pair -> wants(step.ports().service(), pair.from()))
                        .map(pair -> "the policy wants port " + pair.from() + " of Service "
                                + step.ports().service() + " again"))
                .findFirst();
    }

    private static boolean arrived(Move move, Progress progress) {
        return move.steps().stream()
                .filter(step -> step.head().phase() != Phase.CLEAN_UP)
                .allMatch(progress::passed);
    }

    private boolean wants(String service, int number) {
        return policy.databases().stream()
                .filter(database -> database.runner().equals(new Database.Runner.Service(service)))
                .flatMap(database -> database.ports().stream())
                .anyMatch(port -> port.port() == number);
    }

    /** What no person's word outweighs: here berth itself sees who would be cut off. */
    private Optional<String> behind(List<String> databases) {
        return seen.berths().stream()
                .filter(berth -> databases.stream().anyMatch(berth::isOf))
                .filter(berth -> !(berth.standing() instanceof ServiceBerth.Moored))
                .map(berth -> berth.name() + " is not at port " + berth.wanted())
                .findFirst()
                .or(() -> seen.plan()
                        .filter(plan -> plan.moves().stream()
                                .flatMap(move -> move.berths().stream())
                                .anyMatch(berthing -> databases.contains(berthing.database())))
                        .map(plan -> "not every client has the new port in its values"));
    }

    private Optional<String> reason(Progress progress) {
        if (policy.mode() != Policy.Mode.ENFORCE) {
            return Optional.of("only in mode Enforce they go by themselves");
        }
        if (policy.soak().retire() == Soak.Retire.ON_APPROVAL) {
            return Optional.of("soak.retire is OnApproval");
        }
        if (seen.plan().isPresent() || seen.bar().isPresent()) {
            return Optional.of(seen.bar()
                    .map(bar -> "whether every client has the new port nobody can tell while "
                            + bar.refusal().reason())
                    .orElse("not everything of the policy is in its place"));
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
                .flatMap(holder -> used(holder, progress).stream())
                .findFirst();
    }

    /** A workload has pods, though none may run, unless berth may not look at it. */
    private static Optional<String> used(Holder workload, Progress progress) {
        if (workload.pods().isEmpty()) {
            return Optional.of("nobody can tell how old the pods of " + workload.title() + " are: it "
                    + workload.hindrance().orElse("tells of none"));
        }
        return startedSince(workload, progress)
                ? Optional.empty()
                : Optional.of("a pod of " + workload.title() + " is as old as the old port");
    }

    private static boolean startedSince(Holder holder, Progress progress) {
        return holder.pods()
                .flatMap(Holder.Pods::oldest)
                .map(oldest -> oldest.isAfter(newestOfBefore(holder, progress)))
                .orElse(true);
    }

    /**
     * When the newest pod of before was made, at the latest. The API server counts whole seconds, so a pod of after may seem
     * to be as old as the migration: where that restarted the workload, it noted what it found.
     */
    private static Instant newestOfBefore(Holder holder, Progress progress) {
        return progress.plan()
                .steps(WorkloadStep.RollOut.class)
                .filter(step -> step.workload().toString().equals(holder.title()))
                .filter(progress::applied)
                .map(step -> Instant.parse(progress.evidence().get(step.confirmed())))
                .max(Instant::compareTo)
                .orElse(progress.opened());
    }

    private static List<String> databases(Progress progress) {
        return progress.plan().moves().stream()
                .filter(SoakEnd::removes)
                .flatMap(move -> move.berths().stream())
                .map(Berthing::database)
                .distinct()
                .toList();
    }

    /** Whether its end takes ports away; it has none to take where a node had them. */
    boolean removes(Progress progress) {
        return progress.plan().moves().stream().anyMatch(SoakEnd::removes);
    }

    private static boolean removes(Move move) {
        return move.steps().stream().anyMatch(ServiceStep.RemoveOldPorts.class::isInstance);
    }
}
