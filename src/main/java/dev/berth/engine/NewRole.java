package dev.berth.engine;

/** A statement about a role that a server lacks; it may hold the hash of a password, so it is never shown. */
public record NewRole(String role, String statement) {
    @Override
    public String toString() {
        return "role " + role;
    }
}
