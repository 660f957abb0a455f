package dev.berth.observe;

import java.util.List;
import java.util.Optional;

/**
 * What a cluster said of the Services that a policy names, and of the objects of its clients; what is not there is not in
 * the lists.
 *
 * @param rivals the other policies that keep this one from moving a Service
 */
public record ClusterFacts(List<Service> services, List<Holder> holders, List<Rival> rivals) {
    public ClusterFacts {
        services = List.copyOf(services);
        holders = List.copyOf(holders);
        rivals = List.copyOf(rivals);
    }

    /** Of a policy whose Services nobody else would move. */
    public ClusterFacts(List<Service> services, List<Holder> holders) {
        this(services, holders, List.of());
    }

    /** Of a policy without clients. */
    public ClusterFacts(List<Service> services) {
        this(services, List.of());
    }

    public Optional<Holder> holder(String kind, String name) {
        return holders.stream()
                .filter(holder -> holder.kind().equals(kind) && holder.name().equals(name))
                .findFirst();
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
     * @param managers who wrote its ports, by their field managers, sorted
     * @param ready how many addresses behind it are ready to serve
     */
    public record Service(
            String name,
            String type,
            boolean headless,
            String address,
            Keepers keepers,
            List<String> managers,
            List<Port> ports,
            int ready) {
        public Service {
            managers = List.copyOf(managers);
            ports = List.copyOf(ports);
        }

        /** One that no repository is the source of. */
        public Service(
                String name,
                String type,
                boolean headless,
                String address,
                Optional<String> owner,
                List<String> managers,
                List<Port> ports,
                int ready) {
            this(name, type, headless, address, new Keepers(owner, Optional.empty()), managers, ports, ready);
        }
    }

    /** The same beside other policies. */
    public ClusterFacts beside(List<Rival> others) {
        return new ClusterFacts(services, holders, others);
    }

    /** Another policy that moves a Service. */
    public Optional<Rival> rival(String service) {
        return rivals.stream().filter(rival -> rival.service().equals(service)).findFirst();
    }

    /**
     * Another policy that moves a Service: one that came first, or one that has a migration of it which is not over.
     *
     * @param migration empty for one that came first
     */
    public record Rival(String service, String policy, Optional<String> migration) {}

    /** A database whose login can't be had: the reason, and what would lift it. */
    public record Locked(String database, String reason, String remedy) {}

    /**
     * One port of a Service.
     *
     * @param name empty where it has none, as the only port of a Service may
     * @param target the port of the pods, as a number or by its name there
     * @param container the port of the pods as a number; empty while no pod tells
     * @param managers who wrote it, by their field managers, sorted
     */
    public record Port(String name, int port, String target, Optional<Integer> container, List<String> managers) {
        public Port {
            managers = List.copyOf(managers);
        }

        /** One that nobody says to have written. */
        public Port(String name, int port, String target, Optional<Integer> container) {
            this(name, port, target, container, List.of());
        }

        @Override
        public String toString() {
            return (name.isEmpty() ? "" : name + " ") + port;
        }
    }
}
