package dev.berth.plan;

import dev.berth.observe.Alias;
import dev.berth.policy.Endpoint;
import java.time.Duration;
import java.util.List;

/** Steps on the host's packet filter: they decide where new connections wait and where they go. */
public sealed interface NetStep extends Step {
    @Override
    default <R> R family(Families<R> families) {
        return families.net(this);
    }

    <R> R match(Cases<R> cases);

    /** One answer for each step. */
    interface Cases<R> {
        R holdConnections(HoldConnections step);

        R openAlias(OpenAlias step);

        R releaseConnections(ReleaseConnections step);

        R closeAlias(CloseAlias step);
    }

    /**
     * Lets new connections to the ports wait; the moment is the evidence. Undo lets them go.
     *
     * @param limit after which the kernel lets them go by itself, whatever became of berth
     * @param endpoints where the databases answer when it is taken back
     */
    record HoldConnections(Head head, List<HeldPort> ports, Duration limit, List<Endpoint> endpoints)
            implements NetStep {
        public HoldConnections {
            ports = List.copyOf(ports);
            endpoints = List.copyOf(endpoints);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.holdConnections(this);
        }
    }

    /** Lets the old ports lead to the new ones, and with them every older alias. Undo takes that back. */
    record OpenAlias(Head head, List<Alias> aliases) implements NetStep {
        public OpenAlias {
            aliases = List.copyOf(aliases);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.openAlias(this);
        }
    }

    /**
     * Lets the waiting connections go, no faster than the databases take them. Undo holds new ones again and lets busy
     * sessions end, for the way back is a pause as well.
     *
     * @param endpoints where the databases answer now
     * @param drain how long busy sessions may take on the way back
     */
    record ReleaseConnections(Head head, List<HeldPort> ports, Duration limit, List<Endpoint> endpoints, Duration drain)
            implements NetStep {
        public ReleaseConnections {
            ports = List.copyOf(ports);
            endpoints = List.copyOf(endpoints);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.releaseConnections(this);
        }
    }

    /** Retires the old ports: nothing answers there any more. */
    record CloseAlias(Head head, List<Alias> aliases) implements NetStep {
        public CloseAlias {
            aliases = List.copyOf(aliases);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.closeAlias(this);
        }
    }

    /** A host port whose new connections wait; an empty {@code hostIp} means every address. */
    record HeldPort(String hostIp, int port) {
        @Override
        public String toString() {
            return (hostIp.isEmpty() ? "" : hostIp + ":") + port;
        }
    }
}
