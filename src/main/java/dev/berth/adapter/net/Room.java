package dev.berth.adapter.net;

import dev.berth.policy.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** How many clients databases take beyond those that they have. */
interface Room {
    Room UNKNOWN = OptionalInt::empty;

    /** Empty where nobody can tell. */
    OptionalInt left();

    /** How many may come at once: an eighth of what is left stays free for those who come another way. */
    default OptionalInt places() {
        var left = left();
        return left.isPresent() ? OptionalInt.of(Math.max(1, left.getAsInt() - left.getAsInt() / 8)) : left;
    }

    /** That of the fullest of some databases. */
    static Room of(Lines lines, List<Endpoint> endpoints, Duration patience) {
        return () -> endpoints.stream()
                .map(endpoint -> lines.room(endpoint, patience))
                .flatMapToInt(room -> room.isPresent() ? IntStream.of(room.getAsInt()) : IntStream.empty())
                .min();
    }
}
