package dev.berth.observe;

import java.util.function.Function;

/** What a look gave: facts, or why nothing could be seen and what would lift that. */
public sealed interface Observation<T> {
    /** The facts. */
    record Seen<T>(T facts) implements Observation<T> {}

    /** No facts: the reason, and what a person can do about it. */
    record Blind<T>(String reason, String remedy) implements Observation<T> {}

    /** The facts, or these where nothing could be seen. */
    default T orElse(T others) {
        return this instanceof Seen<T> seen ? seen.facts() : others;
    }

    default <R> Observation<R> then(Function<T, Observation<R>> next) {
        if (this instanceof Seen<T> seen) {
            return next.apply(seen.facts());
        }
        var blind = (Blind<T>) this;
        return new Blind<>(blind.reason(), blind.remedy());
    }
}
