package dev.berth.backup;

/** Why something can't be encrypted or decrypted: its key is not to be had; and what would lift that. */
public record MissingKey(String reason, String remedy) {}
