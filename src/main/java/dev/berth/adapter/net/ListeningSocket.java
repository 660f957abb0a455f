package dev.berth.adapter.net;

import java.util.List;

/** One listening socket of /proc/net/tcp or tcp6; the inode ties it to the processes that hold it. */
record ListeningSocket(String address, int port, long inode) {
    private static final String LISTEN = "0A";

    /** @throws IllegalArgumentException for a line that is none of that table */
    static List<ListeningSocket> in(List<String> lines) {
        return lines.stream()
                .skip(1)
                .map(line -> line.strip().split("\\s+", -1))
                .filter(fields -> fields.length > 3 && fields[3].equals(LISTEN))
                .map(ListeningSocket::of)
                .toList();
    }

    private static ListeningSocket of(String[] fields) {
        int colon = fields[1].indexOf(':');
        if (colon < 0 || fields.length < 10) {
            throw new IllegalArgumentException("“" + String.join(" ", fields) + "” is no line of /proc/net/tcp");
        }
        return new ListeningSocket(
                IpAddress.ofKernelHex(fields[1].substring(0, colon)),
                Integer.parseInt(fields[1].substring(colon + 1), 16),
                Long.parseLong(fields[9]));
    }
}
