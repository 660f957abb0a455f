package dev.berth.policy;

import java.util.Optional;

/** Who to log in as, by reference: berth keeps no password. A server that trusts needs none. */
public record Credentials(Optional<SecretSource> user, Optional<SecretSource> password) {
    public static final Credentials NONE = new Credentials(Optional.empty(), Optional.empty());
}
