package dev.berth.observe;

import java.util.List;

/** What the host's kernel said: who listens, and which ports it hands out by itself. */
public record HostFacts(List<Listener> listeners, PortRange ephemeral, List<PortRange> reserved) {
    public HostFacts {
        listeners = List.copyOf(listeners);
        reserved = List.copyOf(reserved);
    }

    /** Whether the kernel may give a port to an outgoing connection by itself. */
    public boolean handsOut(int port) {
        return ephemeral.contains(port) && reserved.stream().noneMatch(range -> range.contains(port));
    }

    /** Ports from one to another, both ends included. */
    public record PortRange(int from, int to) {
        public boolean contains(int port) {
            return from <= port && port <= to;
        }

        @Override
        public String toString() {
            return from + "–" + to;
        }
    }

    /**
     * A listening TCP socket.
     *
     * @param owner the process as a person would name it, such as {@code postgres (pid 4711)}; empty where it can't be told
     */
    public record Listener(String address, int port, String owner) {}
}
