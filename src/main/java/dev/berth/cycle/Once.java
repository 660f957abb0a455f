package dev.berth.cycle;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is asked for when it is first wanted, and then known for the rest of a pass, which is of one thread. */
final class Once<T> implements Supplier<T> {
    private final Supplier<T> source;
    private @Nullable T known;

    Once(Supplier<T> source) {
        this.source = source;
    }

    @Override
    public T get() {
        T value = known == null ? source.get() : known;
        known = value;
        return value;
    }
}
