package dev.berth.policy;

import java.util.List;

/** A named part of the protected range; both ends belong to it. */
public record Band(String name, int from, int to) {
    /** The bands of a policy that names none. */
    public static final List<Band> DEFAULTS = List.of(
            new Band("databases", 7000, 7099),
            new Band("interfaces", 7100, 7199),
            new Band("exporters", 7200, 7299),
            new Band("reserved", 7300, 7999));

    public boolean contains(int port) {
        return from <= port && port <= to;
    }

    @Override
    public String toString() {
        return name + " " + from + "–" + to;
    }
}
