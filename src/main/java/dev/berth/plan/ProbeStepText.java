package dev.berth.plan;

import java.util.stream.Collectors;

/** What a step that asks does, as one clause. */
final class ProbeStepText implements ProbeStep.Cases<String> {
    @Override
    public String checkPortFree(ProbeStep.CheckPortFree step) {
        return "check that port " + step.port() + " is free on "
                + (step.hostIp().isEmpty() ? "every address" : step.hostIp());
    }

    @Override
    public String confirmAnswer(ProbeStep.ConfirmAnswer step) {
        return "have " + step.endpoint() + " answer within " + step.patience();
    }

    @Override
    public String confirmPool(ProbeStep.ConfirmPool step) {
        return "have " + step.pooler() + " take commands within " + step.patience();
    }

    @Override
    public String checkpoint(ProbeStep.Checkpoint step) {
        return "have " + step.endpoint() + " write what it holds";
    }

    @Override
    public String awaitQuiet(ProbeStep.AwaitQuiet step) {
        return "wait at most " + step.patience() + " until no session of " + step.endpoint() + " is busy for "
                + step.drain();
    }

    @Override
    public String drainSessions(ProbeStep.DrainSessions step) {
        return "let busy sessions of " + step.endpoint() + " end within " + step.patience();
    }

    @Override
    public String awaitAnswer(ProbeStep.AwaitAnswer step) {
        return "await the answer of " + step.endpoint() + " within " + step.patience()
                + (step.held().isEmpty() ? "" : " of " + step.held()) + ", the same as in " + step.confirmed();
    }

    @Override
    public String probeClients(ProbeStep.ProbeClients step) {
        return "ask "
                + step.probes().stream()
                        .map(probe -> probe.client() + " at " + probe.url())
                        .collect(Collectors.joining(", "))
                + " within " + step.patience() + ", at most " + step.maxFailed() + "% failing";
    }
}
