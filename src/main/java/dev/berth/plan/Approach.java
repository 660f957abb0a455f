package dev.berth.plan;

import dev.berth.observe.ClusterFacts;
import dev.berth.policy.Database;
import dev.berth.policy.Policy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The way to one berth. */
record Approach(Policy policy, Database database, Database.Port port) {
    static final int FIRST = 7000;
    static final int LAST = 7999;

    ServiceBerth.Standing standing(ClusterFacts facts) {
        return database.runner() instanceof Database.Runner.Pods pods
                ? new PodApproach(policy, database, port, pods.workload()).standing(facts)
                : behind(facts);
    }

    private ServiceBerth.Standing behind(ClusterFacts facts) {
        String name = database.runner() instanceof Database.Runner.Service service ? service.name() : "";
        return facts.service(name)
                .map(service -> bars().unmovable(service)
                        .<ServiceBerth.Standing>map(ServiceBerth.Barred::new)
                        .orElseGet(() -> free(service, standing(service), facts.rival(name))))
                .orElseGet(() -> barred(
                        Bar.Kind.MISSING,
                        "there is no Service " + name + " in namespace " + policy.namespace(),
                        "make it, or correct service of " + database.name()));
    }

    /**
     * One that has still to move can't where nobody would follow, where somebody would take that back, or where another policy
     * moves the Service.
     */
    private ServiceBerth.Standing free(
            ClusterFacts.Service service, ServiceBerth.Standing standing, Optional<ClusterFacts.Rival> rival) {
        if (!(standing instanceof ServiceBerth.Elsewhere elsewhere)) {
            return standing;
        }
        return Stream.of(
                        bars().unselecting(service),
                        Bar.kept(policy.mode(), service.keepers(), name(), service.title()),
                        bars().written(service, elsewhere.now()),
                        rival.map(other -> bars().beside(service, other)))
                .flatMap(Optional::stream)
                .findFirst()
                .<ServiceBerth.Standing>map(ServiceBerth.Barred::new)
                .orElse(standing);
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

    private ServiceBars bars() {
        return new ServiceBars(name());
    }

    private String name() {
        return database.name() + "." + port.name();
    }

    private ServiceBerth.Standing barred(Bar.Kind kind, String reason, String remedy) {
        return new ServiceBerth.Barred(Bar.of(kind, name(), reason, remedy));
    }
}
