package dev.berth.adapter.kube;

import dev.berth.execute.Attempt;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.ResourceNotFoundException;
import java.net.HttpURLConnection;
import java.util.function.Predicate;

/** What an API server refuses or does not have, and an interruption, as attempts that were not done. */
final class Calls {
    private static final int TRIES = 10;

    /** How often a call is made that no answer comes to, and how long it is waited in between. */
    private static final int UNANSWERED_TRIES = 4;

    private static final long PAUSE_MILLIS = 250;

    private Calls() {}

    static Attempt attempt(Call call) {
        try {
            return answered(call);
        } catch (KubernetesClientException refused) {
            return Attempt.notDone(words(refused));
        } catch (ResourceNotFoundException gone) {
            return Attempt.notDone(String.valueOf(gone.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Attempt.notDone("interrupted");
        }
    }

    /** The same again where a connection broke and took the answer along: every effect may be repeated. */
    private static Attempt answered(Call call) throws InterruptedException {
        return repeated(call, refused -> refused.getStatus() == null, UNANSWERED_TRIES, PAUSE_MILLIS);
    }

    /** What an API server says of a call that it refuses. */
    static String words(KubernetesClientException refused) {
        return "the API server says: "
                + (refused.getStatus() == null
                        ? String.valueOf(refused.getMessage())
                        : refused.getStatus().getMessage());
    }

    /** Why nothing is known of an object whose reading it refuses. */
    static String unread(KubernetesClientException refused) {
        return "can't be read (code " + refused.getCode() + ")";
    }

    /** The same again where somebody else wrote to the object meanwhile, which is no reason to give up. */
    static Attempt again(Call call) throws InterruptedException {
        return repeated(call, refused -> refused.getCode() == HttpURLConnection.HTTP_CONFLICT, TRIES, 0);
    }

    private static Attempt repeated(Call call, Predicate<KubernetesClientException> passing, int most, long pause)
            throws InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                return call.make();
            } catch (KubernetesClientException refused) {
                if (!passing.test(refused) || tries == most) {
                    throw refused;
                }
                Thread.sleep(pause);
            }
        }
    }

    /** Some calls of which an attempt comes. */
    interface Call {
        Attempt make() throws InterruptedException;
    }
}
