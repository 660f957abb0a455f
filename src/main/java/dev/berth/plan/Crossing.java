package dev.berth.plan;

import dev.berth.observe.ClusterFacts;
import dev.berth.policy.Credentials;
import dev.berth.policy.Database;
import dev.berth.policy.Endpoint;

/** One berth on its way: the port that its Service has for it now, and the one that it gets. */
record Crossing(Database database, Database.Port port, ClusterFacts.Service service, int from) {
    ServicePorts.Pair pair() {
        ClusterFacts.Port old = service.ports().stream()
                .filter(known -> known.port() == from)
                .findFirst()
                .orElseThrow();
        String named = old.name().isEmpty() ? port.name() + "-" + from : old.name();
        return new ServicePorts.Pair(
                old.name(), named, port.name() + "-" + port.port(), old.target(), from, port.port());
    }

    /** The same berth once it is in its place. */
    Crossing arrived() {
        return new Crossing(database, port, service, port.port());
    }

    Endpoint endpoint(int at) {
        return new Endpoint(
                database.name(),
                database.engine(),
                service.address(),
                at,
                port.target(),
                database.credentials().orElse(Credentials.NONE));
    }

    Berthing berthing() {
        return new Berthing(database.name(), database.engine(), port.name(), from, port.port());
    }
}
