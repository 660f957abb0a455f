package dev.berth.policy;

import java.util.Comparator;
import java.util.List;

/** What reading policies gave: all of them, or everything that is wrong. */
public sealed interface Reading {
    /** Every document was valid. */
    record Valid(List<Policy> policies) implements Reading {
        public Valid {
            policies = List.copyOf(policies);
        }
    }

    /** At least one was not; the list holds every violation found, by file and line. */
    record Invalid(List<Violation> violations) implements Reading {
        public Invalid {
            violations = violations.stream()
                    .sorted(Comparator.comparing(
                                    (Violation violation) -> violation.mark().file())
                            .thenComparing(violation -> violation.mark().line()))
                    .toList();
        }
    }
}
