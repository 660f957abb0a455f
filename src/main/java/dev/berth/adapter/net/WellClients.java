package dev.berth.adapter.net;

import dev.berth.execute.Attempt;
import dev.berth.plan.ProbeStep.ProbeClients;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** Enough clients say that they are well. */
record WellClients(ProbeClients step) implements Question {
    @Override
    public Attempt ask() throws InterruptedException {
        var failures = failures();
        int total = step.probes().size();
        if (100 * failures.size() > step.maxFailed() * total) {
            return Attempt.notDone(failures.size() + " of " + total + " clients do not answer (allowed: "
                    + step.maxFailed() + "%): " + String.join("; ", failures));
        }
        return new Attempt.Done(evidence(failures));
    }

    /**
     * Waits for the clients, which are restarted before, and never fails: with the databases back there is nothing
     * better to go to.
     */
    @Override
    public Attempt undo() {
        try {
            return new Attempt.Done(evidence(failures()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Attempt.Done("interrupted before the clients answered");
        }
    }

    private String evidence(List<String> failures) {
        int total = step.probes().size();
        if (total == 0) {
            return "";
        }
        var well = (total - failures.size()) + " of " + total + " clients answer";
        return failures.isEmpty() ? well : well + "; " + String.join("; ", failures);
    }

    /** All clients are asked at once, so that one without an answer costs the others no time. */
    private List<String> failures() throws InterruptedException {
        var threads = Executors.newCachedThreadPool();
        try {
            var patience = step.patience();
            var asked = threads.invokeAll(step.probes().stream()
                    .map(probe -> new HttpProbe(probe, patience))
                    .toList());
            var failures = new ArrayList<String>();
            for (var answer : asked) {
                answer.get().ifPresent(failures::add);
            }
            return failures;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a client's probe ended unexpectedly", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
