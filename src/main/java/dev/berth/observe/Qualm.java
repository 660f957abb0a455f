package dev.berth.observe;

/** What a stop of a database would lose, and what would lift that. */
public record Qualm(String reason, String remedy) {}
