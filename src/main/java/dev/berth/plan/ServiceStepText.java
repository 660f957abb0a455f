package dev.berth.plan;

/** What a step on a Service does, as one clause. */
final class ServiceStepText implements ServiceStep.Cases<String> {
    @Override
    public String grantPorts(ServiceStep.GrantPorts step) {
        return "register the grants of " + step.ports() + ", and have the guard admit them within " + step.patience();
    }

    @Override
    public String bridgePorts(ServiceStep.BridgePorts step) {
        return "copy the EndpointSlices of " + step.ports() + " with the names before and after";
    }

    @Override
    public String settleBridge(ServiceStep.SettleBridge step) {
        return "let kube-proxy take the copies of " + step.ports() + ", " + step.pause()
                + " (on undo, await the slices as they were within " + step.patience() + ")";
    }

    @Override
    public String addPorts(ServiceStep.AddPorts step) {
        return "add to " + step.ports();
    }

    @Override
    public String awaitPorts(ServiceStep.AwaitPorts step) {
        return "await the EndpointSlices of " + step.ports() + " within " + step.patience()
                + (step.ports().renames() ? " (on undo, let kube-proxy take the copies, " + step.pause() + ")" : "");
    }

    @Override
    public String removeBridge(ServiceStep.RemoveBridge step) {
        return "remove the copies of " + step.ports();
    }

    @Override
    public String removeOldPorts(ServiceStep.RemoveOldPorts step) {
        return "remove the old ports of " + step.ports();
    }
}
