package dev.berth.observe;

import dev.berth.policy.Policy;

/** Looks at the world once. */
public interface Observer {
    Observation<Snapshot> observe(Policy policy);
}
