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

    /** A rollback takes less time than a new stack; what it is worth is looked at. */
    private boolean back(TinyStack used) throws java.io.IOException {
        java.nio.file.Files.writeString(used.policy(), policy);
        if (!used.asBefore()) {
            used.berth("rollback");
        }
        return used.asBefore();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (stack != null) {
            stack.close();
        }
    }
}
