package dev.berth.operator;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a status is to say after another: worked out once, and anew only where somebody else has written another meanwhile.
 *
 * @param before what it was worked out after
 * @param reading what it is to say after any status
 */
record NextStatus(
        @Nullable PolicyStatus before, PolicyStatus status, Function<@Nullable PolicyStatus, PolicyStatus> reading) {
    static NextStatus after(@Nullable PolicyStatus before, Function<@Nullable PolicyStatus, PolicyStatus> reading) {
        return new NextStatus(before, reading.apply(before), reading);
    }

    boolean changes() {
        return !status.equals(before);
    }

    PolicyStatus over(@Nullable PolicyStatus latest) {
        return Objects.equals(latest, before) ? status : reading.apply(latest);
    }
}
