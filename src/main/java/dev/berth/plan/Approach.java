package dev.berth.plan;

import dev.berth.observe.ClusterFacts;
import dev.berth.policy.Database;
import dev.berth.policy.Policy;
import java.util.List;
import java.util.Optional;

/** The way to one berth. */
record Approach(Policy policy, Database database, Database.Port port) {
    private static final int FIRST = 7000;
    private static final int LAST = 7999;

    ServiceBerth.Standing standing(ClusterFacts facts) {
        return database.runner() instanceof Database.Runner.Pods pods
                ? new PodApproach(policy, database, port, pods.workload()).standing(facts)
                : behind(facts);
    }

    private ServiceBerth.Standing behind(ClusterFacts facts) {
        String name = database.runner() instanceof Database.Runner.Service service ? service.name() : "";
        return facts.service(name)
                .map(service -> unmovable(service).orElseGet(() -> free(service, standing(service), facts.rival(name))))
                .orElseGet(() -> barred(
                        Bar.Kind.MISSING,
                        "there is no Service " + name + " in namespace " + policy.namespace(),
                        "make it, or correct service of " + database.name()));
    }

    /**
     * One that has still to move can't where somebody would take that back, or another policy moves the Service: of two that
     * change the names of its ports, each would take away what bridges the change of the other.
     */
    private ServiceBerth.Standing free(
            ClusterFacts.Service service, ServiceBerth.Standing standing, Optional<ClusterFacts.Rival> rival) {
        if (!(standing instanceof ServiceBerth.Elsewhere)) {
            return standing;
        }
        return Bar.kept(policy.mode(), service.keepers(), name(), service.title())
                .<ServiceBerth.Standing>map(ServiceBerth.Barred::new)
                .or(() -> rival.map(other -> beside(service, other)))
                .orElse(standing);
    }

    private ServiceBerth.Standing beside(ClusterFacts.Service service, ClusterFacts.Rival rival) {
        return rival.migration()
                .map(migration -> barred(
                        Bar.Kind.CONFLICTING,
                        "migration " + migration + " of " + rival.who() + " moves " + service.title()
                                + ", and is not over",
                        "let the old ports of that go, or take it back"))
                .orElseGet(() -> barred(
                        Bar.Kind.CONFLICTING,
                        rival.who() + " moves " + service.title() + ", and came first",
                        "have one policy name all databases behind that Service, or name another Service"));
    }

    /** What keeps any port of a Service from being moved. */
    private Optional<ServiceBerth.Standing> unmovable(ClusterFacts.Service service) {
        String who = service.title();
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
        if (service.type().equals("NodePort")) {
            return Optional.of(barred(
                    Bar.Kind.UNSUPPORTED,
                    who + " is a NodePort: another port of it would open one more on every node, and nodes have none"
                            + " from " + FIRST + " to " + LAST,
                    "name a Service of type ClusterIP"));
        }
        return Optional.empty();
    }

    private ServiceBerth.Standing standing(ClusterFacts.Service service) {
        Optional<ClusterFacts.Port> wanted = service.ports().stream()
                .filter(known -> known.port() == port.port())
                .findFirst();
        if (wanted.isPresent()) {
            return leads(wanted.get()) ? new ServiceBerth.Moored() : taken(service, wanted.get());
        }
        return last(service)
                .map((ClusterFacts.Port now) -> (ServiceBerth.Standing) new ServiceBerth.Elsewhere(now.port()))
                .orElseGet(() -> nowhere(service));
    }

    /**
     * Of several that lead there the one where the berth last was: clients have come over to that, and only the next move
     * ever takes it away. An API server adds the newest at the end.
     */
    private Optional<ClusterFacts.Port> last(ClusterFacts.Service service) {
        List<ClusterFacts.Port> leading =
                service.ports().stream().filter(this::leads).toList();
        return leading.stream()
                .filter(known -> isBerth(known.port()))
                .reduce((older, newer) -> newer)
                .or(() -> leading.stream().findFirst());
    }

    /** Whether a number is one of those that berth gives. */
    static boolean isBerth(int number) {
        return FIRST <= number && number <= LAST;
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

    private String name() {
        return database.name() + "." + port.name();
    }

    private ServiceBerth.Standing barred(Bar.Kind kind, String reason, String remedy) {
        return new ServiceBerth.Barred(Bar.of(kind, name(), reason, remedy));
    }
}
