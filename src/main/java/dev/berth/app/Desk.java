package dev.berth.app;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known, as documents for whoever asks by HTTP. */
interface Desk {
    /** Every policy, and what is wrong with those that were left out. */
    Map<String, Object> policies();

    Optional<Map<String, Object>> policy(String namespace, String name);

    /** Every migration in the records, oldest first. */
    List<Map<String, Object>> migrations();

    /** Every berth that can be told. */
    List<Map<String, Object>> berths();
}
