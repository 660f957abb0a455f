package dev.berth.adapter.file;

import dev.berth.policy.Violation;

/** Ends the reading of a document that would cost too much to read on. */
final class LimitExceeded extends RuntimeException {
    private final transient Violation violation;

    LimitExceeded(Violation violation) {
        super(violation.allowed());
        this.violation = violation;
    }

    Violation violation() {
        return violation;
    }
}
