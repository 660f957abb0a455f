package dev.berth.policy;

import java.util.List;

/**
 * By which keys backups are encrypted, by reference: berth keeps none.
 *
 * @param key that of new ones
 * @param oldKeys others, which older ones were encrypted by
 */
public record Encryption(SecretSource key, List<SecretSource> oldKeys) {
    public Encryption {
        oldKeys = List.copyOf(oldKeys);
    }
}
