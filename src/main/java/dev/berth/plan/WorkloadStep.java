package dev.berth.plan;

import dev.berth.policy.ValuePlace;
import dev.berth.policy.Workload;
import java.time.Duration;

/**
 * Steps that have the pods of workloads start anew: clients of a database in a cluster, which come over to its new port, and
 * databases whose own ports are of their nodes.
 *
 * <p>A way back takes the values back first, and then has every pod start anew that may have read the new ones: that is
 * what taking back {@link ConfirmWorkload} does, which stands before the values change.
 */
public sealed interface WorkloadStep extends Step {
    String namespace();

    @Override
    default <R> R family(Families<R> families) {
        return families.workload(this);
    }

    <R> R match(Cases<R> cases);

    /** One answer for each step. */
    interface Cases<R> {
        R confirmWorkload(ConfirmWorkload step);

        R patchValue(PatchValue step);

        R rollOut(RollOut step);

        R grantHostPorts(GrantHostPorts step);

        R patchHostPorts(PatchHostPorts step);
    }

    /**
     * Every pod of a workload is there and ready; when the newest of them was made is the evidence. Undo has all of them
     * start anew where one has started since.
     *
     * @param ready how long it may take until they are, or until one more of them is
     * @param patience how long each new one of the way back may take
     */
    record ConfirmWorkload(Head head, String namespace, Workload workload, Duration ready, Duration patience)
            implements WorkloadStep {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.confirmWorkload(this);
        }
    }

    /**
     * Writes the new port into a value. Undo puts the former one back, where the value is still berth's.
     *
     * @param confirmed the step whose evidence marks the pods of a workload whose variable this is; empty for other values
     */
    record PatchValue(
            Head head, String namespace, String client, ValuePlace place, Substitution substitution, String confirmed)
            implements WorkloadStep {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.patchValue(this);
        }
    }

    /**
     * Has every pod of a workload start anew, by the workload's own strategy, and waits until those of before are gone.
     *
     * @param confirmed the step whose evidence marks the new pods
     * @param patience how long each next of them may take
     */
    record RollOut(Head head, String namespace, Workload workload, String confirmed, Duration patience)
            implements WorkloadStep {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.rollOut(this);
        }
    }

    /**
     * Has the new ports of pods in the register of grants. Undo lets go of those of before, which the way back has registered
     * for as long as it takes.
     */
    record GrantHostPorts(Head head, PodPorts ports) implements WorkloadStep {
        @Override
        public String namespace() {
            return ports.namespace();
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.grantHostPorts(this);
        }
    }

    /**
     * Writes other ports of the node into the template of a workload's pods, which start anew by that. Undo puts the former
     * ones back, where they are still berth's.
     *
     * @param confirmed the step whose evidence marks the new pods
     */
    record PatchHostPorts(Head head, PodPorts ports, String confirmed) implements WorkloadStep {
        @Override
        public String namespace() {
            return ports.namespace();
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.patchHostPorts(this);
        }
    }
}
