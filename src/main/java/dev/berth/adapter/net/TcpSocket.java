package dev.berth.adapter.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One socket of /proc/net/tcp or tcp6; the inode ties it to the processes that hold it. */
record TcpSocket(State state, End local, End remote, long inode) {
    /** The states that matter. */
    enum State {
        LISTENING,
        CONNECTED,
        OTHER;

        private static State of(String hex) {
            return switch (hex) {
                case "0A" -> LISTENING;
                case "01" -> CONNECTED;
                default -> OTHER;
            };
        }
    }

    /** One end of a connection. */
    record End(String address, int port) {
        private static End of(String hex) {
            int colon = hex.indexOf(':');
            if (colon < 0) {
                throw new IllegalArgumentException("“" + hex + "” is no end of a line of /proc/net/tcp");
            }
            return new End(
                    IpAddress.ofKernelHex(hex.substring(0, colon)), Integer.parseInt(hex.substring(colon + 1), 16));
        }
    }

    /**
     * Every socket of this network namespace in a state.
     *
     * @throws IllegalArgumentException for a line that is none of that table
     */
    static List<TcpSocket> all(Path proc, State wanted) throws IOException {
        var sockets = new ArrayList<>(in(Files.readAllLines(proc.resolve("net/tcp")), wanted));
        var tcp6 = proc.resolve("net/tcp6");
        if (Files.exists(tcp6)) {
            sockets.addAll(in(Files.readAllLines(tcp6), wanted));
        }
        return sockets;
    }

    private static List<TcpSocket> in(List<String> lines, State wanted) {
        return lines.stream()
                .skip(1)
                .map(line -> line.strip().split("\\s+", -1))
                .filter(fields -> fields.length > 3 && State.of(fields[3]) == wanted)
                .map(TcpSocket::of)
                .toList();
    }

    private static TcpSocket of(String[] fields) {
        if (fields.length < 10) {
            throw new IllegalArgumentException("“" + String.join(" ", fields) + "” is no line of /proc/net/tcp");
        }
        return new TcpSocket(State.of(fields[3]), End.of(fields[1]), End.of(fields[2]), Long.parseLong(fields[9]));
    }
}
