package dev.berth.observe;

import dev.berth.policy.Policy;
import java.util.List;

/** Tells who still uses the old ports of a policy. */
public interface Lookout {
    Observation<List<Straggler>> stragglers(Policy policy);
}
