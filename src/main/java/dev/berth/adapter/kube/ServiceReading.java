package dev.berth.adapter.kube;

import dev.berth.observe.ClusterFacts;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.OwnerReference;
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
                owner(),
                managers(),
                service.getSpec().getPorts().stream()
                        .filter(port -> "TCP".equals(port.getProtocol()))
                        .map(this::port)
                        .toList(),
                ready());
    }

    private String address() {
        String address = service.getSpec().getClusterIP();
        return address == null || address.equals(NO_ADDRESS) ? "" : address;
    }

    private Optional<String> owner() {
        return service.getMetadata().getOwnerReferences().stream()
                .filter(reference -> Boolean.TRUE.equals(reference.getController()))
                .findFirst()
                .map((OwnerReference reference) -> reference.getKind() + "/" + reference.getName());
    }

    /** A Service of before server-side apply names no managers. */
    private List<String> managers() {
        return service.getMetadata().getManagedFields().stream()
                .filter(ServiceReading::writesPorts)
                .map(ManagedFieldsEntry::getManager)
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean writesPorts(ManagedFieldsEntry entry) {
        return entry.getFieldsV1() != null
                && entry.getFieldsV1().getAdditionalProperties().get("f:spec") instanceof Map<?, ?> spec
                && spec.containsKey("f:ports");
    }

    private ClusterFacts.Port port(ServicePort port) {
        String name = Objects.requireNonNullElse(port.getName(), "");
        Integer number = port.getTargetPort().getIntVal();
        return number == null
                ? new ClusterFacts.Port(
                        name, port.getPort(), port.getTargetPort().getStrVal(), resolved(name))
                : new ClusterFacts.Port(name, port.getPort(), number.toString(), Optional.of(number));
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
