package dev.berth.operator;

import java.util.Optional;

/** What the operator does for policies. */
public interface Passage {
    /** Looks, decides, and does what is due; empty where nothing may be begun, since the operator ends. */
    Optional<Pass> over(DatabasePortPolicy policy, Neighbours near);

    /** Ends what is under way before a policy goes; whether nothing of it is half-done any more. */
    boolean leave(DatabasePortPolicy policy);
}
