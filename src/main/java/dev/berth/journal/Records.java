package dev.berth.journal;

import dev.berth.plan.Plan;
import java.time.Instant;
import java.util.List;

/** All migrations that berth remembers, oldest first. */
public interface Records {
    List<Journal> all();

    /** A new journal whose first entry is {@code Opened(at, plan)}. */
    Journal open(Instant at, Plan plan);
}
