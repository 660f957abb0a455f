package dev.berth.observe;

import dev.berth.policy.Endpoint;
import dev.berth.policy.Policy;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The places that facts come from, one port each. */
public final class Sources {
    private Sources() {}

    /** Asks the Docker engine and, where it is there, the compose plugin. */
    public interface Docker {
        Observation<DockerFacts> look(Policy policy);
    }

    /** Tells the Services of a policy as a cluster last said them. */
    public interface Cluster {
        ClusterFacts look(Policy policy);

        /** The logins of a policy that can't be had now; nobody but who is about to use one asks. */
        default List<ClusterFacts.Locked> locked(Policy policy) {
            return List.of();
        }
    }

    /** Asks the kernel. */
    public interface Host {
        Observation<HostFacts> look();
    }

    /** Asks the host's packet filter. */
    public interface Net {
        NetFacts look();
    }

    /** Asks the host's packet filter who uses old ports. */
    public interface Users {
        Observation<List<Straggler>> look(Policy policy);
    }

    /** Asks the kernel which processes of this machine are connected to some ports, of whatever host. */
    public interface Calls {
        Observation<List<Call>> look(Set<Integer> ports);
    }

    /** Asks the Docker engine what its running containers are called. */
    public interface Names {
        Observation<List<ContainerName>> look(Policy policy);
    }

    /** Reads the project's files. */
    public interface Files {
        Observation<Project> read(Policy policy);
    }

    /** Asks databases by their own protocols. */
    public interface Pulses {
        /** @param root the absolute folder that relative credential files start from */
        Pulse feel(Endpoint endpoint, String root);
    }

    /** Asks databases what speaks against stopping them. */
    public interface Qualms {
        /**
         * Empty where nothing does, and where it can't be told.
         *
         * @param root the absolute folder that relative credential files start from
         */
        Optional<Qualm> about(Endpoint endpoint, String root);
    }

    /** Asks databases who has a session. */
    public interface Sessions {
        /** @param root the absolute folder that relative credential files start from */
        Attendance count(Endpoint endpoint, String root);
    }
}
