package dev.berth.plan;

import dev.berth.observe.TakenPort;
import dev.berth.policy.Band;
import dev.berth.policy.Database;
import dev.berth.policy.KubernetesTarget;
import dev.berth.policy.Policy;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is protected in one namespace of a cluster, and who may take what of it: the union of what its policies say.
 *
 * @param policies those that say so, by name
 */
public record Grants(List<Band> bands, List<String> policies, List<Grant> all) {
    public static final Grants NONE = new Grants(List.of(), List.of(), List.of());

    public Grants {
        bands = List.copyOf(bands);
        policies = List.copyOf(policies);
        all = List.copyOf(all);
    }

    /** What one policy says; of a Docker engine's it says nothing of the cluster. */
    public static Grants of(Policy policy) {
        return policy.target() instanceof KubernetesTarget
                ? new Grants(
                        policy.bands(),
                        List.of(policy.name()),
                        policy.databases().stream()
                                .flatMap(database -> grants(policy.name(), database))
                                .toList())
                : NONE;
    }

    /** What one policy gives to pods, and nothing of what it says beside that. */
    public static Grants ofPods(Policy policy) {
        return new Grants(
                List.of(),
                List.of(),
                policy.databases().stream()
                        .filter(database -> database.runner() instanceof Database.Runner.Pods)
                        .flatMap(database -> grants(policy.name(), database))
                        .toList());
    }

    private static Stream<Grant> grants(String policy, Database database) {
        return holder(database.runner()).stream()
                .flatMap(holder -> database.ports().stream().map(port -> new Grant(holder, port.port(), policy)));
    }

    /** The Service that gets the ports of a database; or the workload whose pods do, which no Service is called like. */
    private static Optional<String> holder(Database.Runner runner) {
        if (runner instanceof Database.Runner.Pods pods) {
            return Optional.of(pods.workload().toString());
        }
        return runner instanceof Database.Runner.Service service ? Optional.of(service.name()) : Optional.empty();
    }

    /** In one order, whatever order they come in. */
    public static Grants union(Collection<Grants> parts) {
        return new Grants(
                Spread.of(parts.stream().flatMap(part -> part.bands().stream()).toList()),
                parts.stream()
                        .flatMap(part -> part.policies().stream())
                        .distinct()
                        .sorted()
                        .toList(),
                parts.stream()
                        .flatMap(part -> part.all().stream())
                        .distinct()
                        .sorted()
                        .toList());
    }

    /** These, and what was given before of ports that are still taken: those could not come back otherwise. */
    public Grants keeping(Grants before, Collection<TakenPort> taken) {
        Set<Grant> now = Set.copyOf(all);
        List<Grant> kept = before.all().stream()
                .filter(grant -> !now.contains(grant))
                .filter(grant -> taken.stream().anyMatch(port -> gives(grant, port)))
                .toList();
        return kept.isEmpty()
                ? this
                : union(List.of(this, new Grants(bands.isEmpty() ? before.bands() : List.of(), List.of(), kept)));
    }

    /** What is taken of the protected ports without a grant; where no policy says what is protected, the whole range is. */
    public List<Stray> strays(Collection<TakenPort> taken) {
        List<Band> guarded = bands.isEmpty() ? Band.DEFAULTS : bands;
        Set<Place> services = all.stream().map(Place::of).collect(Collectors.toSet());
        Set<Integer> ports = all.stream().map(Grant::port).collect(Collectors.toSet());
        return taken.stream()
                .filter(port -> guarded.stream().anyMatch(band -> band.contains(port.port())))
                .filter(port -> !port.service()
                        .map(service -> services.contains(new Place(service, port.port())))
                        .orElseGet(() -> ports.contains(port.port())))
                .map(port -> new Stray(port.port(), port.holder()))
                .distinct()
                .sorted(Comparator.comparingInt(Stray::port).thenComparing(Stray::owner))
                .toList();
    }

    /** What a grant is good for: a namespace may have thousands, and each port is looked up among them. */
    private record Place(String service, int port) {
        static Place of(Grant grant) {
            return new Place(grant.service(), grant.port());
        }
    }

    /** A Pod may have any port of its node that somebody of its namespace is given. */
    private static boolean gives(Grant grant, TakenPort taken) {
        return grant.port() == taken.port()
                && (taken.service().isEmpty() || taken.service().get().equals(grant.service()));
    }
}
