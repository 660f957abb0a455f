package dev.berth.adapter.docker;

import java.util.Optional;
import java.util.function.Function;

/** What the compose plugin answered. */
sealed interface Rendering<T> {
    /** What it printed, read. */
    record Rendered<T>(T result) implements Rendering<T> {}

    /** There is no plugin, or nothing to ask it. */
    record NoPlugin<T>() implements Rendering<T> {}

    /** It refused; its own words, without values. */
    record Failed<T>(String reason) implements Rendering<T> {}

    default Optional<T> value() {
        return this instanceof Rendered<T> rendered ? Optional.of(rendered.result()) : Optional.empty();
    }

    default <R> Rendering<R> then(Function<T, Rendering<R>> next) {
        if (this instanceof Rendered<T> rendered) {
            return next.apply(rendered.result());
        }
        return this instanceof Failed<T> failed ? new Failed<>(failed.reason()) : new NoPlugin<>();
    }
}
