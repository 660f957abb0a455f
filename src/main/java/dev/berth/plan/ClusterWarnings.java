package dev.berth.plan;

import dev.berth.observe.ClusterFacts;
import dev.berth.observe.Holder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a person should know before approving a plan for a cluster; none of it stops a plan. */
record ClusterWarnings(Grounds grounds) {
    private static final String BALANCER = "LoadBalancer";

    List<String> about(List<Move> moves) {
        List<String> warnings = new ArrayList<>();
        List<Step> steps = moves.stream().flatMap(move -> move.steps().stream()).toList();
        for (Step step : steps) {
            if (step instanceof ServiceStep.AddPorts add) {
                services(add.ports()).forEach(warnings::add);
            } else if (step instanceof WorkloadStep.PatchHostPorts patch) {
                hostPorts(patch.ports()).forEach(warnings::add);
            } else if (step instanceof WorkloadStep.PatchValue patch) {
                value(patch).ifPresent(warnings::add);
            } else if (step instanceof WorkloadStep.RollOut rollOut) {
                pods(rollOut).ifPresent(warnings::add);
            }
        }
        grounds.policy().clients().stream()
                .filter(client ->
                        !client.values().isEmpty() && client.workloads().isEmpty())
                .forEach(client -> warnings.add("nobody can tell when " + client.name()
                        + " takes its new values: it names no workload in restart"));
        return List.copyOf(warnings);
    }

    private Stream<String> services(ServicePorts ports) {
        Optional<ClusterFacts.Service> service = grounds.facts().service(ports.service());
        Stream<String> balanced = service
                .filter(one -> one.type().equals(BALANCER))
                .map(
                        one -> "the balancer of Service " + one.name()
                                + " opens its new ports when its own controller comes to it; berth asks inside the cluster alone")
                .stream();
        Stream<String> committed = service
                .flatMap(one -> one.keepers().gitOps())
                .map(tool -> "Service " + ports.service() + " is kept by " + tool + ": commit " + ports.manifest())
                .stream();
        return Stream.concat(balanced, committed);
    }

    /** What no plan can spare those who use a port of a node. */
    private Stream<String> hostPorts(PodPorts ports) {
        Stream<String> pause = Stream.of("every pod of " + ports.workload()
                + " starts anew, and again if it goes back: each connection to hostPort "
                + ports.joined(PodPorts.Pair::from)
                + " ends, and there is none until a client uses " + ports.joined(PodPorts.Pair::to) + "; "
                + ports.joined(PodPorts.Pair::from) + " does not answer afterwards, soak or not");
        String commit = String.join(", ", ports.manifest());
        Stream<String> committed = Stream.of(grounds.facts()
                .template(ports.workload())
                .flatMap(template -> template.keepers().gitOps())
                .map(tool -> ports.workload() + " is kept by " + tool + ": commit to its template " + commit)
                .orElse("commit to the template of " + ports.workload() + " " + commit
                        + ", or the next apply takes it back by another restart"));
        return Stream.concat(pause, committed);
    }

    private Optional<String> value(WorkloadStep.PatchValue patch) {
        return grounds.facts()
                .holder(patch.place().kind(), patch.place().name())
                .flatMap(holder -> holder.keepers().gitOps())
                .map(tool -> patch.place() + " is kept by " + tool + ": commit " + patch.substitution());
    }

    /** What a client of one pod has while that is replaced. */
    private Optional<String> pods(WorkloadStep.RollOut step) {
        return grounds.facts()
                .holder(step.workload().kind(), step.workload().name())
                .flatMap(Holder::pods)
                .filter(pods -> pods.replicas() == 1)
                .map(pods -> step.workload() + " has one replica, which is replaced by its own strategy, "
                        + pods.strategy());
    }
}
