package dev.berth.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One database of a policy: who runs it and which of its ports are berthed.
 *
 * @param pgBouncer the pooler in front of it, where there is one
 */
public record Database(
        String name,
        EngineKind engine,
        Runner runner,
        List<Port> ports,
        Optional<Credentials> credentials,
        Optional<PgBouncer> pgBouncer,
        Mark mark) {
    public Database {
        ports = List.copyOf(ports);
    }

    /** The same behind another Service, where that is told. */
    Database behind(Map<String, String> services) {
        return runner instanceof Runner.Service service && services.containsKey(service.name())
                ? new Database(
                        name,
                        engine,
                        new Runner.Service(services.getOrDefault(service.name(), service.name())),
                        ports,
                        credentials,
                        pgBouncer,
                        mark)
                : this;
    }

    /** Whether a Service of its cluster leads to it. */
    public boolean isBehind(String service) {
        return runner.equals(new Runner.Service(service));
    }

    /** Where an answer can be had: at every port whose protocol is told, else at the first, which speaks the engine's own. */
    public List<Port> asked() {
        return Protocol.of(engine).isEmpty() ? ports.subList(0, 1) : ports;
    }

    /** Who runs a database. */
    public sealed interface Runner {
        /** A Compose service, or in a cluster the Service that leads to it. */
        record Service(String name) implements Runner {}

        /** A container that no Compose file describes. */
        record Named(String name) implements Runner {}

        /** In a cluster the pods of a workload, by ports of their nodes. */
        record Pods(Workload workload) implements Runner {}
    }

    /**
     * One berth.
     *
     * @param target the port inside the container
     * @param port the protected port on the host, of the Service, or of the pods' nodes
     * @param variable the .env variable that holds the host port, where there is one
     */
    public record Port(String name, int target, int port, Optional<String> variable, Mark mark) {}
}
