package dev.berth.plan;

import dev.berth.observe.ClusterFacts;
import dev.berth.observe.Exposure;
import dev.berth.observe.PodTemplate;
import dev.berth.policy.Credentials;
import dev.berth.policy.Database;
import dev.berth.policy.Endpoint;

/** One berth on its way: the port that leads to it now, and the one that it gets. */
record Crossing(Database database, Database.Port port, Exposure exposure, int from) {
    ServicePorts.Pair pair(ClusterFacts.Service service) {
        ClusterFacts.Port old = service.ports().stream()
                .filter(known -> known.port() == from)
                .findFirst()
                .orElseThrow();
        String named = old.name().isEmpty() ? port.name() + "-" + from : old.name();
        return new ServicePorts.Pair(
                old.name(), named, port.name() + "-" + port.port(), old.target(), from, port.port());
    }

    PodPorts.Pair pair(PodTemplate template) {
        return new PodPorts.Pair(template.ports(port.target()).get(0).container(), port.target(), from, port.port());
    }

    /** Whether it is to be another port. */
    boolean crosses() {
        return from != port.port();
    }

    /** The same berth once it is in its place. */
    Crossing arrived() {
        return new Crossing(database, port, exposure, port.port());
    }

    Endpoint endpoint(int at) {
        return new Endpoint(
                database.name(),
                database.engine(),
                exposure.address(),
                at,
                port.target(),
                database.credentials().orElse(Credentials.NONE));
    }

    Berthing berthing() {
        return new Berthing(database.name(), database.engine(), port.name(), from, port.port());
    }
}
