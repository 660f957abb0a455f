package dev.berth.app;

import static java.util.Objects.requireNonNull;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/** Gives each test a stack on its old ports: the one of the test before where that goes back to them, else a new one. */
final class Stage implements TestInstancePreConstructCallback, AfterAllCallback {
    private final Supplier<TinyStack> builder;
    private @Nullable TinyStack stack;
    private String policy = "";

    Stage(Supplier<TinyStack> builder) {
        this.builder = builder;
    }

    TinyStack stack() {
        return requireNonNull(stack);
    }

    @Override
    public void preConstructTestInstance(TestInstanceFactoryContext factory, ExtensionContext context)
            throws java.io.IOException {
        if (stack != null && !back(stack)) {
            stack.close();
            stack = null;
        }
        if (stack == null) {
            stack = builder.get();
            policy = java.nio.file.Files.readString(stack.policy());
        }
        Shell.run("rm", "-rf", stack.state().toString());
    }

    /**
     * Rollbacks take less time than a new stack; what they are worth is looked at. One that is refused is told and no failure:
     * a test may have left what nothing leads back from.
     */
    private boolean back(TinyStack used) throws java.io.IOException {
        java.nio.file.Files.writeString(used.policy(), policy);
        boolean asBefore = used.asBefore();
        while (!asBefore) {
            var ran = used.berth("rollback");
            asBefore = used.asBefore();
            if (!asBefore && ran.code() != 0) {
                System.err.println(used.project() + " does not go back, so a new stack is built: " + ran);
                return false;
            }
        }
        return true;
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (stack != null) {
            stack.close();
        }
    }
}
