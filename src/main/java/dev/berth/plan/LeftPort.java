package dev.berth.plan;

import java.util.List;

/**
 * Another port of a Service that leads where a berth does, which is in its place.
 *
 * @param name its own, empty where it has none
 * @param managers who wrote it, by their field managers
 */
public record LeftPort(String service, String name, int port, List<String> managers) {
    public LeftPort {
        managers = List.copyOf(managers);
    }

    @Override
    public String toString() {
        return (name.isEmpty() ? "" : name + " ") + port;
    }
}
