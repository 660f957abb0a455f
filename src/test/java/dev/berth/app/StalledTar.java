package dev.berth.app;

/**
 * A tar in a running container that stops in the middle of what it writes, and comes to no end; closing it gives the container
 * its own again, once it runs.
 */
record StalledTar(String container) implements AutoCloseable {
    /** Found before the container's own. */
    private static final String PLACE = "/usr/local/bin/tar";

    private static final String END = "sleep 600";
    private static final String SCRIPT = "#!/bin/sh\\n/bin/tar \"$@\" | head -c 65536\\nexec " + END + "\\n";

    static StalledTar in(String container) {
        Shell.docker(
                "exec",
                "-u",
                "0",
                container,
                "sh",
                "-c",
                "printf '" + SCRIPT + "' >" + PLACE + " && chmod 755 " + PLACE);
        return new StalledTar(container);
    }

    /** Whether it has come to where it stops. */
    boolean stalls() {
        return Shell.docker("top", container).contains(END);
    }

    @Override
    public void close() {
        Shell.docker("exec", "-u", "0", container, "rm", PLACE);
    }
}
