package dev.berth.cycle;

/**
 * Who let a plan run.
 *
 * @param by the user of this machine, as a person would name them
 * @param how what they said, such as {@code --yes}
 */
public record Approval(String by, String how) {}
