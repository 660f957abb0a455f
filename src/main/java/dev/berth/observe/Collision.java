package dev.berth.observe;

/** Software known to take a port of the protected range by default. */
public record Collision(int from, int to, String software, String source) {}
