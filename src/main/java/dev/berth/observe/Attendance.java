package dev.berth.observe;

import dev.berth.policy.Endpoint;

/** How many sessions a database has at a moment. */
public sealed interface Attendance {
    Endpoint endpoint();

    /**
     * The engine told.
     *
     * @param idle those of all that nothing would cut off
     */
    record Counted(Endpoint endpoint, int all, int idle) implements Attendance {}

    /** It can't be told, and why; that is not to say that there are none. */
    record Unknown(Endpoint endpoint, String reason) implements Attendance {}
}
