package dev.berth.adapter.kube;

import dev.berth.observe.ClusterFacts;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One Service and its EndpointSlices as the facts that plans rest on. */
record ServiceReading(Service service, List<EndpointSlice> slices) {
    private static final String NO_ADDRESS = "None";

    ClusterFacts.Service facts() {
        return new ClusterFacts.Service(
                service.getMetadata().getName(),
                service.getSpec().getType(),
                NO_ADDRESS.equals(service.getSpec().getClusterIP()),
                address(),
                Upkeep.of(service.getMetadata(), managers()),
                selecting(),
                managers(),
                service.getSpec().getPorts().stream()
                        .filter(port -> "TCP".equals(port.getProtocol()))
                        .map(this::port)
                        .toList(),
                ready());
    }

    private boolean selecting() {
        Map<String, String> selector = service.getSpec().getSelector();
        return selector != null && !selector.isEmpty();
    }

    private String address() {
        String address = service.getSpec().getClusterIP();
        return address == null || address.equals(NO_ADDRESS) ? "" : address;
    }

    /** Whoever wrote one of its ports. */
    private List<String> managers() {
        return Managers.of(service.getMetadata(), List.of("f:spec", "f:ports"));
    }

    private static List<String> path(ServicePort port) {
        return List.of(
                "f:spec", "f:ports", "k:{\"port\":" + port.getPort() + ",\"protocol\":\"" + port.getProtocol() + "\"}");
    }

    private ClusterFacts.Port port(ServicePort port) {
        String name = Objects.requireNonNullElse(port.getName(), "");
        Integer number = port.getTargetPort().getIntVal();
        return new ClusterFacts.Port(
                name,
                port.getPort(),
                number == null ? port.getTargetPort().getStrVal() : number.toString(),
                number == null ? resolved(name) : Optional.of(number),
                Managers.of(service.getMetadata(), path(port)));
    }

    /** A port of pods that has a name gets its number in the slices, under the name of the Service's port. */
    private Optional<Integer> resolved(String name) {
        return slices.stream()
                .flatMap(slice -> slice.getPorts().stream())
                .filter(port -> name.equals(Objects.requireNonNullElse(port.getName(), "")))
                .flatMap(port -> Optional.ofNullable(port.getPort()).stream())
                .findFirst();
    }

    private int ready() {
        return (int) slices.stream()
                .flatMap(slice -> slice.getEndpoints().stream())
                .filter(ServiceReading::isReady)
                .flatMap(endpoint -> endpoint.getAddresses().stream())
                .distinct()
                .count();
    }

    /** The API: one that does not say is to be taken for ready. */
    private static boolean isReady(Endpoint endpoint) {
        return endpoint.getConditions() == null
                || !Boolean.FALSE.equals(endpoint.getConditions().getReady());
    }
}
