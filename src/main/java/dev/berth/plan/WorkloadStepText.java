package dev.berth.plan;

/** What a step on a workload in a cluster does, as one clause. */
final class WorkloadStepText implements WorkloadStep.Cases<String> {
    @Override
    public String confirmWorkload(WorkloadStep.ConfirmWorkload step) {
        return "have every pod of " + step.workload() + " ready within " + step.ready()
                + " (on undo, where one has started since, have all start anew within " + step.patience() + ")";
    }

    @Override
    public String patchValue(WorkloadStep.PatchValue step) {
        return "write " + step.substitution() + " to " + step.place() + " for client " + step.client()
                + (step.confirmed().isEmpty() ? "" : ", its pods marked by " + step.confirmed());
    }

    @Override
    public String rollOut(WorkloadStep.RollOut step) {
        return "have every pod of " + step.workload() + " start anew within " + step.patience() + ", marked by "
                + step.confirmed();
    }

    @Override
    public String grantHostPorts(WorkloadStep.GrantHostPorts step) {
        return "register the grants of " + step.ports();
    }

    @Override
    public String patchHostPorts(WorkloadStep.PatchHostPorts step) {
        return "write to " + step.ports() + ", its pods marked by " + step.confirmed();
    }
}
