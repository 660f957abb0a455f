package dev.berth.operator;

import dev.berth.observe.TakenPort;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.Optional;
import java.util.stream.Stream;

/** Ports that Services list, those of nodes too. */
final class ListedPorts {
    private ListedPorts() {}

    static Stream<TakenPort> of(Service service) {
        String name = service.getMetadata().getName();
        Stream<Integer> own = tcp(service).map(ServicePort::getPort);
        Stream<Integer> node = Stream.concat(
                        tcp(service).map(ServicePort::getNodePort),
                        Stream.of(Optional.ofNullable(service.getSpec().getHealthCheckNodePort())
                                .orElse(0)))
                .filter(port -> port != null && port > 0);
        return Stream.concat(
                own.map(port -> new TakenPort(port, "Service " + name, Optional.of(name))),
                node.map(port -> new TakenPort(port, "the nodes for Service " + name, Optional.of(name))));
    }

    private static Stream<ServicePort> tcp(Service service) {
        return service.getSpec().getPorts().stream()
                .filter(port -> port.getProtocol() == null || port.getProtocol().equals("TCP"));
    }
}
