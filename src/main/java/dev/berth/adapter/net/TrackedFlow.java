package dev.berth.adapter.net;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A TCP connection as the kernel tracks it (/proc/net/nf_conntrack), whoever holds its ends.
 *
 * @param to where the client sent it
 * @param answering where its answers come from, which an alias or Docker may have made another place
 */
record TrackedFlow(String client, Place to, Place answering) {
    private static final Pattern OPEN = Pattern.compile("\\btcp\\s.*\\b(?:SYN_RECV|ESTABLISHED)\\s+"
            + "src=(\\S+) dst=(\\S+) sport=\\d+ dport=(\\d+).*?"
            + "src=(\\S+) dst=\\S+ sport=(\\d+) dport=\\d+.*");

    /** An address and a port. */
    record Place(String address, int port) {}

    /** Those that are open, or about to be. */
    static List<TrackedFlow> in(List<String> lines) {
        return lines.stream().flatMap(line -> of(line).stream()).toList();
    }

    private static Optional<TrackedFlow> of(String line) {
        var parts = OPEN.matcher(line);
        return parts.find()
                ? Optional.of(new TrackedFlow(
                        parts.group(1),
                        new Place(parts.group(2), Integer.parseInt(parts.group(3))),
                        new Place(parts.group(4), Integer.parseInt(parts.group(5)))))
                : Optional.empty();
    }
}
