package dev.berth.observe;

import dev.berth.policy.Mark;

/** A port that another policy gives to one of its databases. */
public record Claim(String policy, String database, int port, Mark mark) {}
