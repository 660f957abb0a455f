package dev.berth.app;

import dev.berth.plan.ContainerStep;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The last of several databases fails: with scope Policy all of them go back, with scope Berth it alone. */
@Timeout(120)
class RollbackScopeIT {
    @RegisterExtension
    static final Stage STAGE =
            new Stage(() -> new TinyStack(Moored.postgres("main"), Moored.redis("cache"), Moored.web("store")));

    private final TinyStack stack = STAGE.stack();

    @BeforeEach
    void hold() {
        stack.hold("drain: 2s, limit: 60s");
    }

    @Test
    void withScopePolicyTheFirstOnesGoBackThoughTheyHadArrived() {
        failAtTheLast();

        stack.assertAsBefore();
    }

    @Test
    void withScopeBerthTheFirstOnesStayWhereTheyArrived() {
        stack.policy("rollback: {scope: Policy}", "rollback: {scope: Berth}");

        failAtTheLast();

        stack.assertMovedAlone(stack.databases().get(0), stack.databases().get(1));
    }

    private void failAtTheLast() {
        var failure = Planted.after(stack, "store/", ContainerStep.PromoteReplacement.class, () -> {
            throw new IllegalStateException("planted");
        });
        stack.berth(new Ran.Way().between(failure), "apply", "--yes").ends(20).says("planted");
    }
}
