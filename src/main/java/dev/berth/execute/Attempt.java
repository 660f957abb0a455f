package dev.berth.execute;

/** What came of acting. */
public sealed interface Attempt {
    /** It is so now; evidence is what later steps need of it, never a secret. */
    record Done(String evidence) implements Attempt {}

    /**
     * It is not so, and why; part of it may have happened.
     *
     * @param found what a reason for people is too short for, never a secret; empty where it says all
     */
    record NotDone(String reason, String found) implements Attempt {}

    /** It was not even begun, and why: nothing is there to take back. */
    record Untouched(String reason) implements Attempt {}

    static Attempt done() {
        return new Done("");
    }

    static Attempt notDone(String reason) {
        return new NotDone(reason, "");
    }
}
