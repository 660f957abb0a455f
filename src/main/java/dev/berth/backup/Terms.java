package dev.berth.backup;

import dev.berth.engine.Contents.Depth;
import dev.berth.policy.Keep;

/**
 * What a policy wants of its backups.
 *
 * @param restoreTest whether each is proved
 * @param depth how closely rows are compared then, also where those of moves are not
 */
public record Terms(Keep keep, boolean restoreTest, Depth depth) {}
