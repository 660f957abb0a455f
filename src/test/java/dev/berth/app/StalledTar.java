package dev.berth.app;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A tar in a running container that stops in the middle of what it writes, and comes to no end; closing it gives the container
 * its own again, once it runs.
 */
record StalledTar(String container, String end) implements AutoCloseable {
    /** Found before the container's own. */
    private static final String PLACE = "/usr/local/bin/tar";

    private static final String SCRIPT = "#!/bin/sh\\n/bin/tar \"$@\" | head -c 65536\\nexec END\\n";

    /** By its seconds one is told from another that nobody ended. */
    private static final AtomicInteger SECONDS = new AtomicInteger(600);

    static StalledTar in(String container) {
        var end = "sleep " + SECONDS.getAndIncrement();
        Shell.docker(
                "exec",
                "-u",
                "0",
                container,
                "sh",
                "-c",
                "printf '" + SCRIPT.replace("END", end) + "' >" + PLACE + " && chmod 755 " + PLACE);
        return new StalledTar(container, end);
    }

    /** Whether it has come to where it stops. */
    boolean stalls() {
        return Shell.docker("top", container).contains(end);
    }

    @Override
    public void close() {
        Shell.docker("exec", "-u", "0", container, "rm", PLACE);
    }
}
