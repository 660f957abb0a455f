package dev.berth.adapter.kube;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.plan.Grants;
import dev.berth.plan.PodPorts;

/**
 * The register of grants has the new ports of pods. Whether an API server has read it no dry run tells, since berth may make no
 * pods; the controller of the workload tries until it has. They are lent, since a policy that is changed meanwhile may give them
 * to nobody before any pod has them.
 *
 * @param policy for whose move it is
 */
record RegisteredHostPorts(GrantLender lender, PodPorts ports, String policy) implements Effect {
    @Override
    public boolean holds() {
        return false;
    }

    @Override
    public Attempt apply() {
        return lender.lend(ports.namespace(), policy, ports.later(policy))
                .map(why -> Attempt.notDone("no register of grants can be written: " + why))
                .orElse(Attempt.done());
    }

    /** The pods of before are there again, and what they have stays registered. */
    @Override
    public Attempt undo() {
        lender.lend(ports.namespace(), policy, Grants.NONE);
        return Attempt.done();
    }
}
