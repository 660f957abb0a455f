package dev.berth.execute;

/** What came of acting. */
public sealed interface Attempt {
    /** It is so now; evidence is what later steps need of it, never a secret. */
    record Done(String evidence) implements Attempt {}

    /** It is not so, and why. */
    record NotDone(String reason) implements Attempt {}

    static Attempt done() {
        return new Done("");
    }

    static Attempt notDone(String reason) {
        return new NotDone(reason);
    }
}
