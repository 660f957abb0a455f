package dev.berth.cycle;

import dev.berth.journal.Progress;
import dev.berth.observe.ClusterFacts;
import dev.berth.plan.Berthing;
import dev.berth.plan.ClusterDecision;
import dev.berth.plan.LeftPort;
import dev.berth.plan.Move;
import dev.berth.plan.Phase;
import dev.berth.plan.ServiceBerth;
import dev.berth.plan.ServicePorts;
import dev.berth.plan.ServiceStep;
import dev.berth.plan.Signal;
import dev.berth.policy.Policy;
import dev.berth.policy.Soak;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What speaks against taking the old ports of a migration away, whose soak is over.
 *
 * <p>Who uses a port can't be seen from a pod: the flows of a cluster are known to its nodes. So a port counts as unused
 * where every client that a policy of the namespace knows of has the new one in its values and no pod of before.
 *
 * @param facts what is so now; asked for only where that decides
 * @param retire the plan that a person let end, by its hash
 */
record SoakEnd(
        Policy policy,
        Supplier<ClusterFacts> facts,
        OtherPolicies others,
        ClusterDecision.Seen seen,
        Optional<String> retire) {
    /** Why they stay; empty where they may go. */
    Optional<String> objection(Progress progress) {
        if (!removes(progress)) {
            return Optional.empty();
        }
        List<ServicePorts> old = old(progress).toList();
        boolean asked = retire.filter(progress.plan()::isNamed).isPresent();
        return wantedAgain(progress)
                .or(() -> behind(databases(progress)))
                .or(() -> asked ? Optional.empty() : untold(reason(progress), progress))
                .or(() -> others.naming(old))
                .or(() -> asked ? Optional.empty() : untold(others.using(old, progress), progress));
    }

    /** What a person's word outweighs. */
    private static Optional<String> untold(Optional<String> reason, Progress progress) {
        return reason.map(why -> why + " — annotate the policy with " + Signal.RETIRE.key() + "="
                + progress.plan().hash().substring(0, 12));
    }

    /** An old port that a policy wants; neither a person's word outweighs that, nor that the end has begun. */
    Optional<String> wantedAgain(Progress progress) {
        return old(progress)
                .flatMap(ports -> ports.pairs().stream().flatMap(pair -> wanted(ports.service(), pair.from()).stream()))
                .findFirst();
    }

    private Optional<String> wanted(String service, int port) {
        return policy.wants(service, port)
                ? Optional.of("the policy wants port " + port + " of Service " + service + " again")
                : others.wanting(service, port);
    }

    /** Whether a port that no migration takes away may still be used: whose commit does that can't be waited for. */
    boolean needs(LeftPort left) {
        return seen.plan().isPresent() || seen.bar().isPresent() || others.need(left.service(), left.port());
    }

    /** What is still to be taken away. */
    private static Stream<ServicePorts> old(Progress progress) {
        return progress.plan().moves().stream()
                .filter(move -> arrived(move, progress))
                .flatMap(move -> move.steps().stream())
                .filter(ServiceStep.RemoveOldPorts.class::isInstance)
                .map(ServiceStep.RemoveOldPorts.class::cast)
                .filter(step -> !progress.passed(step))
                .map(ServiceStep.RemoveOldPorts::ports);
    }

    private static boolean arrived(Move move, Progress progress) {
        return move.steps().stream()
                .filter(step -> step.head().phase() != Phase.CLEAN_UP)
                .allMatch(progress::passed);
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
        return policy.clients().stream().noneMatch(client -> client.uses().contains(database))
                ? Optional.of("no client is known to use " + database + ", so nobody can tell who does")
                : new PortUse(policy, facts, progress).of(database);
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
