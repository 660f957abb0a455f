package dev.berth.adapter.kube;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The guard of the cluster, where there is one, would let a Service have its new ports.
 *
 * @param register has the register of grants written; the reason where that can't be
 */
record GrantedPorts(LiveService service, Supplier<Optional<String>> register, Duration patience) implements Effect {
    private static final String GUARD = "ValidatingAdmissionPolicy 'berth-guard'";
    private static final long LOOK_MILLIS = 20;

    /** An API server reads the register a moment after it was written, so whether it holds is only told by asking. */
    @Override
    public boolean holds() {
        return false;
    }

    @Override
    public Attempt apply() {
        return Calls.attempt(() -> {
            Optional<String> unwritten = register.get();
            long end = System.nanoTime() + patience.toNanos();
            Optional<String> refused = refused();
            while (refused.isPresent() && unwritten.isEmpty() && System.nanoTime() - end < 0) {
                Thread.sleep(LOOK_MILLIS);
                refused = refused();
            }
            return refused.map(words -> Attempt.notDone(words + " (" + remark(unwritten) + ")"))
                    .orElse(Attempt.done());
        });
    }

    private static String remark(Optional<String> unwritten) {
        return unwritten
                .map(why -> "no register of grants can be written: " + why)
                .orElse("the register of grants is written; whether an API server still reads it: docs/guard.md");
    }

    @Override
    public Attempt undo() {
        return Attempt.done();
    }

    /** What the guard says against the new ports; empty where it, or a cluster without one, admits them. */
    private Optional<String> refused() {
        try {
            service.tried(true);
            return Optional.empty();
        } catch (KubernetesClientException e) {
            if (isGuards(e)) {
                return Optional.of(Calls.words(e));
            }
            throw e;
        }
    }

    /** Whether it is the guard that refuses something. */
    static boolean isGuards(KubernetesClientException refused) {
        return String.valueOf(refused.getMessage()).contains(GUARD);
    }
}
