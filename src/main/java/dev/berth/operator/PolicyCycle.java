package dev.berth.operator;

import dev.berth.cycle.ClusterFinding;
import java.util.function.Consumer;

/** Passes over one policy of a cluster: looks, decides, and does what is due. */
public interface PolicyCycle {
    /** @param before takes what was found before anything is done about it, which may take its time */
    ClusterFinding pass(DatabasePortPolicy policy, Neighbours near, Consumer<ClusterFinding> before);
}
