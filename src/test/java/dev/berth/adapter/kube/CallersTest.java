package dev.berth.adapter.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.observe.Pulse;
import dev.berth.policy.Credentials;
import dev.berth.policy.Endpoint;
import dev.berth.policy.EngineKind;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class CallersTest {
    private static final Endpoint MAIN =
            new Endpoint("main", EngineKind.POSTGRESQL, "10.0.0.2", 5432, 5432, Credentials.NONE);

    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void whereEveryCallIsAnsweredNothingIsWrong() {
        var callers = called(call -> true);

        assertThat(callers.flaws()).isEmpty();
        assertThat(callers.toString()).matches("[1-9]\\d* calls at the old ports, the slowest took \\d+ ms");
    }

    @Test
    void aCallThatFailsAfterOneWasAnsweredIsToldWithItsReason() {
        var callers = called(call -> call != 2);

        assertThat(callers.flaws())
                .singleElement()
                .asString()
                .matches("1 of \\d+ calls at the old ports failed: refused");
    }

    @Test
    void beforeTheFirstAnswerNothingCounts() {
        var callers = called(call -> false);

        assertThat(callers.flaws()).isEmpty();
        assertThat(callers).hasToString("0 calls at the old ports, the slowest took 0 ms");
    }

    /**
     * Some calls, which have ended.
     *
     * @param well whether a call is answered, by its number from 1 on
     */
    private Callers called(IntPredicate well) {
        var callers = new Callers((endpoint, root) -> well.test(calls.incrementAndGet())
                ? new Pulse(endpoint, true, "")
                : new Pulse(endpoint, false, "refused"));
        callers.call(MAIN);
        await().until(() -> calls.get() > 3);
        callers.end();
        return callers;
    }
}
