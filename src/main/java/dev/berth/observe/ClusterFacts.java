package dev.berth.observe;

import java.util.List;
import java.util.Optional;

/** What a cluster said of the Services that a policy names; a Service that is not there is not in the list. */
public record ClusterFacts(List<Service> services) {
    public ClusterFacts {
        services = List.copyOf(services);
    }

    public Optional<Service> service(String name) {
        return services.stream().filter(service -> service.name().equals(name)).findFirst();
    }

    /**
     * One Service.
     *
     * @param type {@code ClusterIP}, {@code NodePort}, {@code LoadBalancer} or {@code ExternalName}
     * @param headless whether it has no address of its own, so that clients reach its pods directly
     * @param address its own, empty where it has none
     * @param owner who made it on somebody's behalf, such as {@code Cluster/main}; empty where a person did
     * @param managers who wrote its ports, by their field managers, sorted
     * @param ready how many addresses behind it are ready to serve
     */
    public record Service(
            String name,
            String type,
            boolean headless,
            String address,
            Optional<String> owner,
            List<String> managers,
            List<Port> ports,
            int ready) {
        public Service {
            managers = List.copyOf(managers);
            ports = List.copyOf(ports);
        }
    }

    /** A database whose login can't be had: the reason, and what would lift it. */
    public record Locked(String database, String reason, String remedy) {}

    /**
     * One port of a Service.
     *
     * @param name empty where it has none, as the only port of a Service may
     * @param target the port of the pods, as a number or by its name there
     * @param container the port of the pods as a number; empty while no pod tells
     */
    public record Port(String name, int port, String target, Optional<Integer> container) {}
}
