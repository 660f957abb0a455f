package dev.berth.adapter.kube;

import dev.berth.plan.Passing;
import dev.berth.plan.ServicePorts;
import dev.berth.plan.ServicePorts.Pair;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPortBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The EndpointSlices of one Service: those that a controller keeps, and berth's own, which bridge a change of names.
 *
 * @param policy for whose move berth's own are made
 */
record ServiceSlices(KubernetesClient client, ServicePorts ports, String policy) {
    static final String MANAGER = "endpointslice.kubernetes.io/managed-by";
    static final String OURS = "berth.dev";

    private static final long LOOK_MILLIS = 50;

    /** Copies each slice, if the Service is there; a copy that is there already is brought up to date. */
    void bridge() {
        Optional<Service> service = service();
        service.ifPresent(found -> theirs().forEach(slice -> client.discovery()
                .v1()
                .endpointSlices()
                .resource(copy(slice, found))
                .createOr(NonDeletingOperation::update)));
    }

    private Optional<Service> service() {
        return Optional.ofNullable(client.services()
                .inNamespace(ports.namespace())
                .withName(ports.service())
                .get());
    }

    void removeBridge() {
        client.discovery()
                .v1()
                .endpointSlices()
                .inNamespace(ports.namespace())
                .withLabels(Map.of(ServiceSource.SERVICE, ports.service(), MANAGER, OURS))
                .delete();
    }

    /** Until the controller has the names of before, or there is no Service any more. */
    Turn.Waiting asBefore(Duration patience) {
        Set<String> were = ports.pairs().stream().map(Pair::was).collect(Collectors.toSet());
        Set<String> gone = ports.pairs().stream().map(Pair::added).collect(Collectors.toSet());
        Turn.Waiting named = await(
                patience, names -> names.containsAll(were) && gone.stream().noneMatch(names::contains));
        return () -> service().isEmpty() || named.over();
    }

    /** Until the controller has the names of after. */
    Turn.Waiting asAfter(Duration patience) {
        Set<String> are = ports.pairs().stream()
                .flatMap(pair -> Stream.of(pair.named(), pair.added()))
                .collect(Collectors.toSet());
        return await(patience, names -> names.containsAll(are));
    }

    private Turn.Waiting await(Duration patience, Predicate<Set<String>> wanted) {
        return () -> {
            long end = System.nanoTime() + patience.toNanos();
            while (!follow(wanted)) {
                if (System.nanoTime() - end > 0) {
                    return false;
                }
                Thread.sleep(LOOK_MILLIS);
            }
            return true;
        };
    }

    private boolean follow(Predicate<Set<String>> wanted) {
        List<EndpointSlice> slices = theirs();
        return !slices.isEmpty()
                && slices.stream()
                        .map(slice -> slice.getPorts().stream()
                                .map(ServiceSlices::name)
                                .collect(Collectors.toSet()))
                        .allMatch(wanted);
    }

    private List<EndpointSlice> theirs() {
        return ServiceSource.slices(client, ports.namespace(), ports.service()).stream()
                .filter(slice -> !OURS.equals(slice.getMetadata().getLabels().get(MANAGER)))
                .toList();
    }

    /** Under the names of before and of after, so that it serves both ways. */
    private EndpointSlice copy(EndpointSlice slice, Service service) {
        return new EndpointSliceBuilder()
                .withNewMetadata()
                .withNamespace(ports.namespace())
                .withName("berth-" + slice.getMetadata().getName())
                .withLabels(Map.of(ServiceSource.SERVICE, ports.service(), MANAGER, OURS, Passing.LABEL, policy))
                .withOwnerReferences(new OwnerReferenceBuilder()
                        .withApiVersion("v1")
                        .withKind("Service")
                        .withName(ports.service())
                        .withUid(service.getMetadata().getUid())
                        .build())
                .endMetadata()
                .withAddressType(slice.getAddressType())
                .withEndpoints(slice.getEndpoints())
                .withPorts(slice.getPorts().stream()
                        .flatMap(this::underAllNames)
                        .collect(Collectors.toMap(ServiceSlices::name, port -> port, (one, same) -> one))
                        .values()
                        .stream()
                        .toList())
                .build();
    }

    private Stream<EndpointPort> underAllNames(EndpointPort port) {
        Optional<Pair> pair = ports.pairs().stream()
                .filter(one -> Set.of(one.named(), one.added()).contains(name(port))
                        || one.was().equals(name(port)))
                .findFirst();
        return pair.map(one -> Stream.of(one.was(), one.named(), one.added()).distinct())
                .orElse(Stream.of(name(port)))
                .map(name -> new EndpointPortBuilder(port).withName(name).build());
    }

    private static String name(EndpointPort port) {
        return Objects.requireNonNullElse(port.getName(), "");
    }
}
