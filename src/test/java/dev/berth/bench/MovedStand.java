package dev.berth.bench;

/** A database that berth itself has moved, so that its old port leads on by berth's alias; it moves back at the end. */
final class MovedStand implements AutoCloseable {
    static final String DIRECT = "direct";
    static final String NEW_PORT = "new port";
    static final String ALIAS = "alias";
    private static final int PORT = 5432;

    private final Stand stand;
    private final Contender berth;
    private final String host;

    /** @param host this host's address that clients use */
    MovedStand(Stand stand, Contender berth, String host) {
        this.stand = stand;
        this.berth = berth;
        this.host = host;
        stand.hold();
        berth.forth();
    }

    /** No proxy at all. */
    Way direct() {
        return new Way(DIRECT, address(), PORT);
    }

    /** As Docker publishes it. */
    Way published() {
        return new Way(NEW_PORT, host, stand.newPort());
    }

    Way alias() {
        return new Way(ALIAS, host, stand.oldPort());
    }

    /** Where Docker has put the container. */
    String address() {
        return stand.inspect("{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}");
    }

    /** The interface of this host that leads to the container. */
    String bridge() {
        var network = stand.inspect("{{range .NetworkSettings.Networks}}{{.NetworkID}}{{end}}");
        return "br-" + network.substring(0, 12);
    }

    @Override
    public void close() {
        berth.back();
    }
}
