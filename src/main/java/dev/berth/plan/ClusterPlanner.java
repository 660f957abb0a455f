package dev.berth.plan;

import dev.berth.observe.ClusterFacts;
import dev.berth.policy.KubernetesTarget;
import dev.berth.policy.Policy;
import dev.berth.policy.SecretSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides where the berths of a policy stand in a cluster. */
public final class ClusterPlanner {
    private ClusterPlanner() {}

    /** Nothing of a policy that names a Docker engine is looked for in the cluster. */
    public static ClusterDecision decide(Policy policy, ClusterFacts facts) {
        if (!(policy.target() instanceof KubernetesTarget)) {
            return new ClusterDecision.Shut(Bar.of(
                    Bar.Kind.UNSUPPORTED,
                    policy.namespace() + "/" + policy.name(),
                    "this version serves no Docker engine from a cluster",
                    "keep the policy in a file on that engine's host"));
        }
        Optional<Bar> unheeded =
                unread(policy).or(() -> policy.mode() == Policy.Mode.OBSERVE ? Optional.empty() : unheeded(policy));
        if (unheeded.isPresent()) {
            return new ClusterDecision.Shut(unheeded.get());
        }
        List<ServiceBerth> berths = berths(policy, facts).toList();
        Grounds grounds = Grounds.of(policy, facts, berths);
        return new ClusterDecision.Seen(
                policy.mode(),
                berths,
                ClusterMoves.of(grounds),
                grounds.bars(),
                grounds.ports().left());
    }

    /** What a policy wants of its moves and nobody does in a cluster: to pass over it would be to promise it. */
    private static Optional<Bar> unheeded(Policy policy) {
        Map<String, String> reasons = new LinkedHashMap<>();
        if (policy.clients().stream().anyMatch(client -> !client.files().isEmpty())) {
            reasons.put("clients[].files", "nobody changes files: clients have values");
        }
        if (policy.backup().isPresent()) {
            reasons.put("backup", "nobody takes backups");
        }
        if (policy.databases().stream()
                .anyMatch(database -> database.pgBouncer().isPresent())) {
            reasons.put("databases[].pgBouncer", "nobody pauses a PgBouncer: no database behind a Service stops");
        }
        if (policy.prometheus().isPresent()) {
            reasons.put("prometheus", "nobody changes the targets in a file");
        }
        if (!policy.notifications().isEmpty()) {
            reasons.put("notify", "nobody calls a URL: conditions and events tell of the end");
        }
        return reasons.entrySet().stream()
                .findFirst()
                .map(reason -> unsupported(policy, reason.getValue(), reason.getKey()));
    }

    /** berth's own environment and files are no business of a namespace. */
    private static Optional<Bar> unread(Policy policy) {
        return policy.databases().stream()
                .filter(database -> database.credentials().stream()
                        .flatMap(login -> Stream.concat(login.user().stream(), login.password().stream()))
                        .anyMatch(source ->
                                !(source instanceof SecretSource.SecretKeyRef || source instanceof SecretSource.Value)))
                .findFirst()
                .map(database -> Bar.of(
                        Bar.Kind.UNSUPPORTED,
                        policy.namespace() + "/" + policy.name(),
                        "in a cluster the credentials of " + database.name() + " can only stand in a Secret",
                        "use secretKeyRef in the place of env, file or vault"));
    }

    private static Bar unsupported(Policy policy, String reason, String field) {
        return Bar.of(
                Bar.Kind.UNSUPPORTED,
                policy.namespace() + "/" + policy.name(),
                "in a cluster " + reason,
                "leave " + field + " out, or choose mode Observe");
    }

    private static Stream<ServiceBerth> berths(Policy policy, ClusterFacts facts) {
        return policy.databases().stream()
                .flatMap(database -> database.ports().stream()
                        .map(port -> new ServiceBerth(
                                database.name() + "." + port.name(),
                                port.port(),
                                new Approach(policy, database, port).standing(facts))));
    }
}
