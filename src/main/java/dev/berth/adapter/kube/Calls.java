package dev.berth.adapter.kube;

import dev.berth.execute.Attempt;
import io.fabric8.kubernetes.client.KubernetesClientException;

/** What an API server refuses, and an interruption, as attempts that were not done. */
final class Calls {
    private Calls() {}

    static Attempt attempt(Call call) {
        try {
            return call.make();
        } catch (KubernetesClientException refused) {
            String reason = refused.getStatus() == null
                    ? refused.getMessage()
                    : refused.getStatus().getMessage();
            return Attempt.notDone("the API server says: " + reason);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Attempt.notDone("interrupted");
        }
    }

    /** Some calls of which an attempt comes. */
    interface Call {
        Attempt make() throws InterruptedException;
    }
}
