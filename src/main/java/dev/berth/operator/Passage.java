package dev.berth.operator;

import dev.berth.cycle.ClusterFinding;
import java.util.Optional;
import java.util.function.Consumer;

/** What the operator does for policies. */
public interface Passage {
    /**
     * Looks, decides, and does what is due; empty where nothing may be begun, since the operator ends.
     *
     * @param before takes what was found before anything is done about it, which may take its time
     */
    Optional<Pass> over(DatabasePortPolicy policy, Neighbours near, Consumer<ClusterFinding> before);

    /** Ends what is under way before a policy goes; whether nothing of it is half-done any more. */
    boolean leave(DatabasePortPolicy policy, Neighbours near);

    /** A policy is there no longer. */
    void gone(DatabasePortPolicy policy);
}
