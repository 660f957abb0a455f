package dev.berth.cli;

import dev.berth.cli.Workplace.Request;

/** What {@code berth run} starts: a daemon that stays and keeps the policies. */
public interface Keeper {
    /** Stays until somebody ends it; gives the exit code. */
    int keep(Wish wish);

    /**
     * How it is to be.
     *
     * @param host where it answers by HTTP, and at which {@code port}
     * @param json whether each line of its log is a JSON document
     */
    record Wish(Request request, String host, int port, boolean json) {}
}
