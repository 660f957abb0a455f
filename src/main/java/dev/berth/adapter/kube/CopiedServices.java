package dev.berth.adapter.kube;

import dev.berth.cycle.ServiceCopies;
import dev.berth.observe.Sources;
import dev.berth.plan.Grant;
import dev.berth.plan.Grants;
import dev.berth.plan.Passing;
import dev.berth.plan.Plan;
import dev.berth.policy.Database;
import dev.berth.policy.Policy;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Copies Services of a cluster, and waits until the copies have as many endpoints as what they stand for.
 *
 * @param owner the policy, with which copies go that nobody removed
 * @param lend lets copies have protected ports; none once they are gone
 * @param pulses asks databases by their protocols, with the logins of the policy's namespace
 */
public record CopiedServices(
        KubernetesClient client, OwnerReference owner, Consumer<Grants> lend, Sources.Pulses pulses)
        implements ServiceCopies {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LOOK_MILLIS = 100;

    @Override
    public Made make(Policy policy, Plan plan) {
        if (plan.moves().stream().anyMatch(move -> ofPods(policy, move.name()))) {
            return new Made.Unable("a hostPort has no copy: another pod of the same data would be needed");
        }
        Map<Service, Service> copies = new LinkedHashMap<>();
        for (String name : plan.moves().stream().map(move -> move.name()).toList()) {
            Optional<Service> original = Optional.ofNullable(client.services()
                    .inNamespace(policy.namespace())
                    .withName(name)
                    .get());
            if (original.isEmpty()) {
                return new Made.Unable("there is no Service " + name + " any more");
            }
            copies.put(original.orElseThrow(), new ServiceCopy(original.orElseThrow(), owner).made());
        }
        lend.accept(grants(policy, copies));
        Understudies cast = new Understudies(client, policy, lend, pulses);
        try {
            copies.forEach((original, copy) -> cast.add(original, created(copy)));
            copies.forEach(this::awaitEndpoints);
            return new Made.Ready(cast);
        } catch (KubernetesClientException refused) {
            cast.remove();
            return new Made.Unable(words(refused));
        } catch (RuntimeException unexpected) {
            cast.remove();
            throw unexpected;
        }
    }

    private static boolean ofPods(Policy policy, String move) {
        return policy.databases().stream()
                .map(Database::runner)
                .anyMatch(runner -> runner instanceof Database.Runner.Pods pods
                        && pods.workload().toString().equals(move));
    }

    private static String words(KubernetesClientException refused) {
        return "no copy of a Service can be made: " + Calls.words(refused)
                + (refused.getCode() == HttpURLConnection.HTTP_FORBIDDEN
                        ? " (berth needs the rights of deploy/kubernetes/rehearsals.yaml)"
                        : "");
    }

    /** The ports that the plan wants, and those that the original has: the guard may protect either. */
    private static Grants grants(Policy policy, Map<Service, Service> copies) {
        return new Grants(
                List.of(),
                List.of(),
                copies.entrySet().stream()
                        .flatMap(pair -> Stream.concat(
                                        wanted(policy, pair.getKey()),
                                        pair.getKey().getSpec().getPorts().stream()
                                                .map(ServicePort::getPort))
                                .distinct()
                                .map(port ->
                                        new Grant(pair.getValue().getMetadata().getName(), port, policy.name())))
                        .toList());
    }

    private static Stream<Integer> wanted(Policy policy, Service original) {
        return policy.databases().stream()
                .filter(database -> database.runner()
                        .equals(new Database.Runner.Service(
                                original.getMetadata().getName())))
                .flatMap(database -> database.ports().stream())
                .map(Database.Port::port);
    }

    /** An API server reads the register of grants a moment after it was written. */
    private Service created(Service copy) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return client.resource(copy).create();
            } catch (KubernetesClientException refused) {
                Optional<Service> made = made(copy, refused);
                if (made.isPresent()) {
                    return made.get();
                }
                if (!GrantedPorts.isGuards(refused) || System.nanoTime() - end > 0) {
                    throw refused;
                }
                pause();
            }
        }
    }

    /** One whose answer was lost is there when it is made again, under a name that no other has. */
    private Optional<Service> made(Service copy, KubernetesClientException refused) {
        return refused.getCode() == HttpURLConnection.HTTP_CONFLICT
                ? Optional.ofNullable(client.resource(copy).get())
                        .filter(now -> owner.getName()
                                .equals(now.getMetadata().getLabels().get(Passing.LABEL)))
                : Optional.empty();
    }

    /** Where they do not come in time, the rehearsal finds out by itself. */
    private void awaitEndpoints(Service original, Service copy) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (ready(copy) < ready(original) && System.nanoTime() - end < 0) {
            pause();
        }
    }

    private int ready(Service service) {
        String name = service.getMetadata().getName();
        return new ServiceReading(
                        service,
                        ServiceSource.slices(client, service.getMetadata().getNamespace(), name))
                .facts()
                .ready();
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
