package dev.berth.policy;

import java.util.Optional;

/**
 * Where backups go, when they are taken, how long they stay, whether each is proved by a restore, and how their files are
 * encrypted, if at all.
 */
public record Backup(
        String folder, Optional<String> schedule, Keep keep, boolean restoreTest, Optional<Encryption> encryption) {}
