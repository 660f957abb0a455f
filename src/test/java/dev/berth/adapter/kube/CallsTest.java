package dev.berth.adapter.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.execute.Attempt;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CallsTest {
    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void whatABrokenConnectionTookAlongIsAskedAgain() {
        var attempt = Calls.attempt(() -> {
            if (calls.incrementAndGet() < 3) {
                throw new KubernetesClientException("Connection was closed");
            }
            return Attempt.done();
        });

        assertThat(attempt).isEqualTo(Attempt.done());
        assertThat(calls).hasValue(3);
    }

    @Test
    void whereNoAnswerComesForLongItIsNotDone() {
        var attempt = Calls.attempt(() -> {
            calls.incrementAndGet();
            throw new KubernetesClientException("Connection was closed");
        });

        assertThat(attempt).isEqualTo(Attempt.notDone("the API server says: Connection was closed"));
        assertThat(calls).hasValue(4);
    }

    @Test
    void aRefusalIsAnAnswer() {
        var refusal = new StatusBuilder().withCode(403).withMessage("forbidden").build();

        var attempt = Calls.attempt(() -> {
            calls.incrementAndGet();
            throw new KubernetesClientException(refusal);
        });

        assertThat(attempt).isEqualTo(Attempt.notDone("the API server says: forbidden"));
        assertThat(calls).hasValue(1);
    }
}
