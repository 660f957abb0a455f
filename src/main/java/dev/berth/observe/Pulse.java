package dev.berth.observe;

import dev.berth.policy.Endpoint;

/**
 * How a database answered when it was asked by its own protocol.
 *
 * @param words what it said: an identity when it is well, else the reason
 */
public record Pulse(Endpoint endpoint, boolean well, String words) {}
