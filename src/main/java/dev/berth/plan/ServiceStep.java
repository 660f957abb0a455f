package dev.berth.plan;

import java.time.Duration;

/**
 * Steps that give a Service of a cluster other ports beside those that it has, and at the end take the old ones away.
 *
 * <p>A Service with one port need not name it, and one with several must. The name of a port is also its name in the
 * Service's EndpointSlices, which a controller writes a moment later; until then kube-proxy knows no endpoints for the new
 * name, and refuses. So where a port gets a name, or loses it on the way back, slices of berth's own bridge that moment: they
 * have the endpoints under the old name and the new ones.
 */
public sealed interface ServiceStep extends Step {
    /** The Service and what becomes of its ports. */
    ServicePorts ports();

    @Override
    default <R> R family(Families<R> families) {
        return families.service(this);
    }

    <R> R match(Cases<R> cases);

    /** One answer for each step. */
    interface Cases<R> {
        R grantPorts(GrantPorts step);

        R bridgePorts(BridgePorts step);

        R settleBridge(SettleBridge step);

        R addPorts(AddPorts step);

        R awaitPorts(AwaitPorts step);

        R removeBridge(RemoveBridge step);

        R removeOldPorts(RemoveOldPorts step);
    }

    /**
     * Has the new ports in the register of grants, and waits until the cluster's guard would let the Service have them. Undo
     * leaves them there: the register follows what policies say and Services have.
     */
    record GrantPorts(Head head, ServicePorts ports, Duration patience) implements ServiceStep {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.grantPorts(this);
        }
    }

    /** Makes the slices that bridge a change of names. Undo removes them. */
    record BridgePorts(Head head, ServicePorts ports) implements ServiceStep {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.bridgePorts(this);
        }
    }

    /**
     * Lets every kube-proxy take the bridge: nobody can ask one whether it has. Undo waits for the controller's slices to
     * be as they were.
     *
     * @param pause longer than a proxy waits before it takes changes ({@code minSyncPeriod}, a second by default)
     */
    record SettleBridge(Head head, ServicePorts ports, Duration pause, Duration patience) implements ServiceStep {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.settleBridge(this);
        }
    }

    /** Adds the new ports, shares the old ones with who has them, and names those that had no name. Undo gives all of that up. */
    record AddPorts(Head head, ServicePorts ports) implements ServiceStep {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.addPorts(this);
        }
    }

    /** Waits for the controller's slices to have the names. Undo lets every kube-proxy take the bridge, where there is one. */
    record AwaitPorts(Head head, ServicePorts ports, Duration pause, Duration patience) implements ServiceStep {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.awaitPorts(this);
        }
    }

    /** Removes the slices that bridged the change of names. Undo makes them again, for the way back changes names too. */
    record RemoveBridge(Head head, ServicePorts ports) implements ServiceStep {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.removeBridge(this);
        }
    }

    /** Takes the old ports away, whoever has them. */
    record RemoveOldPorts(Head head, ServicePorts ports) implements ServiceStep {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.removeOldPorts(this);
        }
    }
}
