package dev.berth.policy;

import java.util.Optional;

/** Where backups go, when they are taken, how long they stay, and whether each is proved by a restore. */
public record Backup(String folder, Optional<String> schedule, Keep keep, boolean restoreTest) {}
