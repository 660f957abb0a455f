package dev.berth.execute.sim;

/** The simulated engine says no, as Docker would. */
final class Refused extends RuntimeException {
    Refused(String reason) {
        super(reason);
    }
}
