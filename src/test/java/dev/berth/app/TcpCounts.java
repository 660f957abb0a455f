package dev.berth.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How often the kernel had to do with packets of TCP that were dropped in one network, as {@code /proc/net/netstat} counts
 * for everybody in it (SNMP counters, Linux kernel documentation).
 */
record TcpCounts(SortedMap<String, Long> counts) {
    /** What every network begins with. */
    static final TcpCounts NONE = new TcpCounts(new TreeMap<>());

    /** What is told where no packet was dropped. */
    static final String NOTHING = "no packet dropped";

    /** On the side that sent them, and on the one that had no room for them. */
    private static final Set<String> TELLING = Set.of(
            "TCPSynRetrans",
            "TCPTimeouts",
            "ListenOverflows",
            "ListenDrops",
            "TCPReqQFullDrop",
            "TCPReqQFullDoCookies",
            "TCPBacklogDrop");

    /** Of the network that this thread is in. */
    static TcpCounts here() {
        try {
            return read(Files.readString(Path.of("/proc/thread-self/net/netstat")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param table a line of names and one of numbers under it for each protocol */
    static TcpCounts read(String table) {
        var lines = table.lines().filter(line -> line.startsWith("TcpExt: ")).toList();
        var names = lines.get(0).split(" ");
        var numbers = lines.get(1).split(" ");
        var counts = new TreeMap<String, Long>();
        for (int i = 1; i < names.length; i++) {
            if (TELLING.contains(names[i])) {
                counts.put(names[i], Long.valueOf(numbers[i]));
            }
        }
        return new TcpCounts(counts);
    }

    /** What has been counted since, for people. */
    String since(TcpCounts before) {
        var more = counts.entrySet().stream()
                .map(now -> Map.entry(now.getKey(), now.getValue() - before.counts.getOrDefault(now.getKey(), 0L)))
                .filter(grown -> grown.getValue() > 0)
                .map(grown -> grown.getKey() + " +" + grown.getValue())
                .collect(Collectors.joining(", "));
        return more.isEmpty() ? NOTHING : more;
    }
}
