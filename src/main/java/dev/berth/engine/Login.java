package dev.berth.engine;

import java.util.Optional;

/** A user and a password, resolved for one call and kept nowhere. */
public record Login(Optional<String> user, Optional<String> password) {
    public static final Login NONE = new Login(Optional.empty(), Optional.empty());

    @Override
    public String toString() {
        return "Login[user=" + user.orElse("") + "]";
    }
}
