package dev.berth.engine;

/**
 * A statement about a role that a server lacks; it may hold the hash of a password, so it is never shown.
 *
 * @param role which the server lacks, so that whoever takes this back may drop it; of a membership the group, where only
 *     that is lacking
 */
public record NewRole(String role, String statement) {
    @Override
    public String toString() {
        return "role " + role;
    }
}
