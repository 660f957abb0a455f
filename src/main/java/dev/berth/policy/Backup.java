package dev.berth.policy;

import java.time.Duration;
import java.util.Optional;

/** Where backups go, when they are taken, how long they stay, and whether each is proved by a restore. */
public record Backup(String folder, Optional<String> schedule, Duration keep, boolean restoreTest) {}
