package dev.berth.cycle;

import dev.berth.policy.Policy;
import java.util.Optional;

/**
 * Another policy of a namespace that names the same Service.
 *
 * @param policy empty where it can't be understood
 */
public record Sharer(String name, Optional<Policy> policy) {}
