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

    /** That of the fullest of some databases. */
    static Room of(Lines lines, List<Endpoint> endpoints, Duration patience) {
        return () -> endpoints.stream()
                .map(endpoint -> lines.room(endpoint, patience))
                .flatMapToInt(room -> room.isPresent() ? IntStream.of(room.getAsInt()) : IntStream.empty())
                .min();
    }
}
