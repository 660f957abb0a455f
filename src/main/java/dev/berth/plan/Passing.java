package dev.berth.plan;

/** What tells objects that berth makes in a cluster for as long as something is under way: nothing of them may stay. */
public final class Passing {
    /** The label that has the policy's name. */
    public static final String LABEL = "berth.dev/made-for";

    /** How the names of Services begin that stand in for others. */
    public static final String COPY = "berth-rehearsal-";

    private Passing() {}
}
