package dev.berth.plan;

import dev.berth.observe.ClusterFacts;
import dev.berth.policy.Database;
import dev.berth.policy.KubernetesTarget;
import dev.berth.policy.Policy;
import dev.berth.policy.SecretSource;
import java.util.List;
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
        return new ClusterDecision.Seen(policy.mode(), berths, ServiceMoves.of(policy, facts, berths));
    }

    /** What a policy wants of its moves and nobody does in a cluster yet. */
    private static Optional<Bar> unheeded(Policy policy) {
        if (!policy.clients().isEmpty()) {
            return Optional.of(unsupported(policy, "this version changes no client", "spec.clients"));
        }
        return Optional.empty();
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

    /** The way to one berth. */
    private record Approach(Policy policy, Database database, Database.Port port) {
        ServiceBerth.Standing standing(ClusterFacts facts) {
            String name = database.runner() instanceof Database.Runner.Service service ? service.name() : "";
            return facts.service(name)
                    .map(service -> unmovable(service).orElseGet(() -> standing(service)))
                    .orElseGet(() -> barred(
                            Bar.Kind.MISSING,
                            "there is no Service " + name + " in namespace " + policy.namespace(),
                            "make it, or correct service of " + database.name()));
        }

        /** What keeps any port of a Service from being moved. */
        private Optional<ServiceBerth.Standing> unmovable(ClusterFacts.Service service) {
            String who = "Service " + service.name();
            if (service.type().equals("ExternalName")) {
                return Optional.of(barred(
                        Bar.Kind.UNSUPPORTED,
                        who + " stands for a name outside the cluster and has no port of its own",
                        "move the database where it runs"));
            }
            if (service.headless()) {
                return Optional.of(barred(
                        Bar.Kind.UNSUPPORTED,
                        who + " is headless: clients reach the pods and no port of it",
                        "name a Service that has an address of its own"));
            }
            return service.owner()
                    .map(owner -> barred(
                            Bar.Kind.CONFLICTING,
                            who + " belongs to " + owner + ", which would take a change back",
                            "change the port there, or name a Service that nobody else writes"));
        }

        private ServiceBerth.Standing standing(ClusterFacts.Service service) {
            Optional<ClusterFacts.Port> wanted = service.ports().stream()
                    .filter(known -> known.port() == port.port())
                    .findFirst();
            if (wanted.isPresent()) {
                return leads(wanted.get()) ? new ServiceBerth.Moored() : taken(service, wanted.get());
            }
            return service.ports().stream()
                    .filter(this::leads)
                    .findFirst()
                    .map((ClusterFacts.Port now) -> (ServiceBerth.Standing) new ServiceBerth.Elsewhere(now.port()))
                    .orElseGet(() -> nowhere(service));
        }

        private boolean leads(ClusterFacts.Port known) {
            return known.container().filter(number -> number == port.target()).isPresent();
        }

        private ServiceBerth.Standing taken(ClusterFacts.Service service, ClusterFacts.Port wanted) {
            if (wanted.container().isEmpty()) {
                return barred(
                        Bar.Kind.MISSING,
                        "port " + wanted.port() + " of Service " + service.name() + " leads to " + wanted.target()
                                + ", and no pod behind it tells which port that is",
                        "start the database, or correct the selector of the Service");
            }
            return barred(
                    Bar.Kind.CONFLICTING,
                    "port " + wanted.port() + " of Service " + service.name() + " leads to " + wanted.target()
                            + " already"
                            + (service.managers().isEmpty() ? "" : ", by " + String.join(", ", service.managers())),
                    "take another port, or free this one");
        }

        private ServiceBerth.Standing nowhere(ClusterFacts.Service service) {
            return barred(
                    Bar.Kind.MISSING,
                    "no port of Service " + service.name() + " leads to " + port.target()
                            + (service.ready() == 0 ? ", and no pod behind it is ready" : ""),
                    "correct target of " + port.name() + ", or the ports of the Service");
        }

        private ServiceBerth.Standing barred(Bar.Kind kind, String reason, String remedy) {
            return new ServiceBerth.Barred(Bar.of(kind, database.name() + "." + port.name(), reason, remedy));
        }
    }
}
