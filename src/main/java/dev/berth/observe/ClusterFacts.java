package dev.berth.observe;

import dev.berth.policy.Database;
import dev.berth.policy.Workload;
import java.util.List;
import java.util.Optional;

/**
 * What a cluster said of the Services and workloads that a policy names for its databases, and of the objects of its clients;
 * what is not there is not in the lists.
 *
 * @param rivals who keeps the policy from moving one of them
 */
public record ClusterFacts(
        List<Service> services, List<PodTemplate> templates, List<Holder> holders, List<Rival> rivals) {
    public ClusterFacts {
        services = List.copyOf(services);
        templates = List.copyOf(templates);
        holders = List.copyOf(holders);
        rivals = List.copyOf(rivals);
    }

    /** Of a policy whose databases are behind Services, which nobody else would move. */
    public ClusterFacts(List<Service> services, List<Holder> holders) {
        this(services, List.of(), holders, List.of());
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

    public Optional<PodTemplate> template(Workload workload) {
        return templates.stream()
                .filter(template -> template.workload().equals(workload))
                .findFirst();
    }

    /** What leads to a database, where it is there. */
    public Optional<Exposure> exposure(Database.Runner runner) {
        if (runner instanceof Database.Runner.Pods pods) {
            return template(pods.workload()).map(Exposure.class::cast);
        }
        return runner instanceof Database.Runner.Service service
                ? service(service.name()).map(Exposure.class::cast)
                : Optional.empty();
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
     * @param selecting whether a controller keeps its slices, by its selector
     * @param managers who wrote its ports, by their field managers, sorted
     * @param ready how many addresses behind it are ready to serve
     */
    public record Service(
            String name,
            String type,
            boolean headless,
            String address,
            Keepers keepers,
            boolean selecting,
            List<String> managers,
            List<Port> ports,
            int ready)
            implements Exposure {
        public Service {
            managers = List.copyOf(managers);
            ports = List.copyOf(ports);
        }

        @Override
        public String title() {
            return "Service " + name;
        }

        /** One with a selector, that no repository is the source of. */
        public Service(
                String name,
                String type,
                boolean headless,
                String address,
                Optional<String> owner,
                List<String> managers,
                List<Port> ports,
                int ready) {
            this(name, type, headless, address, new Keepers(owner, Optional.empty()), true, managers, ports, ready);
        }
    }

    /** The same beside other policies. */
    public ClusterFacts beside(List<Rival> others) {
        return new ClusterFacts(services, templates, holders, others);
    }

    /** Who else moves something, or has it. */
    public Optional<Rival> rival(String object) {
        return rivals.stream().filter(rival -> rival.object().equals(object)).findFirst();
    }

    /**
     * Who keeps a policy from something: another policy that came first, or that has a migration of it which is not over; or,
     * of a port of the nodes, a pod that has it.
     *
     * @param object the name of what leads to a database, or a port of the nodes as {@link #hostPort} has it
     * @param who as people write it, such as {@code policy stock}
     * @param migration empty for one that came first, and for a pod
     */
    public record Rival(String object, String who, Optional<String> migration) {
        public static Rival policy(String object, String name, Optional<String> migration) {
            return new Rival(object, "policy " + name, migration);
        }
    }

    /** How a port of the nodes of a cluster is called among what has names. */
    public static String hostPort(int port) {
        return ":" + port;
    }

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
