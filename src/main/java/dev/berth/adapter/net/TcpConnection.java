package dev.berth.adapter.net;

import java.util.List;

/** One established socket of /proc/net/tcp or tcp6, seen from its own end. */
record TcpConnection(String address, int port, String peer, int peerPort, long inode) {
    private static final String ESTABLISHED = "01";

    /** @throws IllegalArgumentException for a line that is none of that table */
    static List<TcpConnection> in(List<String> lines) {
        return lines.stream()
                .skip(1)
                .map(line -> line.strip().split("\\s+", -1))
                .filter(fields -> fields.length > 9 && fields[3].equals(ESTABLISHED))
                .map(fields -> new TcpConnection(
                        address(fields[1]), port(fields[1]), address(fields[2]), port(fields[2]), inode(fields[9])))
                .toList();
    }

    private static String address(String end) {
        return IpAddress.ofKernelHex(end.substring(0, end.indexOf(':')));
    }

    private static int port(String end) {
        return Integer.parseInt(end.substring(end.indexOf(':') + 1), 16);
    }

    private static long inode(String field) {
        return Long.parseLong(field);
    }
}
