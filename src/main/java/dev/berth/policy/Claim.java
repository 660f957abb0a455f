package dev.berth.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Something that only one place of all policies may have.
 *
 * @param what the thing itself, the same for two places that want the same
 * @param rule what to say to the second
 */
record Claim(List<String> what, Place place, String rule) {
    /** A violation for each claim whose thing an earlier one has. */
    static Stream<Violation> conflicts(Stream<Claim> claims) {
        Map<List<String>, Claim> first = new HashMap<>();
        return claims.flatMap(claim -> {
            Claim earlier = first.putIfAbsent(claim.what(), claim);
            return earlier == null
                    ? Stream.empty()
                    : Stream.of(claim.place()
                            .violation(claim.rule() + "; " + earlier.place().path() + " ("
                                    + earlier.place().node().mark() + ") has it already"));
        });
    }
}
