package dev.berth.policy;

/** An address that is told of a migration's end. */
public record Webhook(SecretSource url) {}
