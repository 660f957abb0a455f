package dev.berth.plan;

/** What a step on the packet filter does, as one clause. */
final class NetStepText implements NetStep.Cases<String> {
    @Override
    public String holdConnections(NetStep.HoldConnections step) {
        return "let new connections to " + StepText.joined(step.ports()) + " wait, " + step.limit() + " at most";
    }

    @Override
    public String openAlias(NetStep.OpenAlias step) {
        return "let old ports lead to new ones: " + StepText.joined(step.aliases());
    }

    @Override
    public String releaseConnections(NetStep.ReleaseConnections step) {
        return "let the connections to " + StepText.joined(step.ports()) + " go to " + StepText.joined(step.endpoints())
                + " (on undo, hold new ones " + step.limit() + " at most, and let busy sessions end within "
                + step.drain() + ")";
    }

    @Override
    public String closeAlias(NetStep.CloseAlias step) {
        return "retire the old ports " + StepText.joined(step.aliases());
    }
}
