package dev.berth.adapter.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A TCP connection as the kernel tracks it (/proc/net/nf_conntrack), whoever holds its ends; a line names both directions
 * in turn.
 *
 * @param from its client
 * @param to where the client sent it
 * @param answering where its answers come from, which an alias or Docker may have made another place
 * @param answered where its answers go, which is where its server sees the client
 */
record TrackedFlow(String state, Place from, Place to, Place answering, Place answered) {
    private static final List<String> ENDED = List.of(" TIME_WAIT ", " CLOSE ", " LAST_ACK ");
    private static final Pattern LINE = Pattern.compile("\\btcp\\s.*?\\b([A-Z_0-9]+)\\s+"
            + "src=(\\S+) dst=(\\S+) sport=(\\d+) dport=(\\d+).*?"
            + "src=(\\S+) dst=(\\S+) sport=(\\d+) dport=(\\d+)");

    /** An address and a port. */
    record Place(String address, int port) {}

    /** Those of this network namespace that have not ended. */
    static List<TrackedFlow> in(Path proc) throws IOException {
        try (var lines = Files.lines(proc.resolve("net/nf_conntrack"))) {
            // Where clients come and go, nearly all have ended, and some client may be waiting for this look to end.
            return lines.filter(line -> ENDED.stream().noneMatch(line::contains))
                    .flatMap(line -> of(line).stream())
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Whether it has been taken, or is about to be: the client's first packet was answered. */
    boolean open() {
        return state.equals("ESTABLISHED") || state.equals("SYN_RECV");
    }

    /** Whether somebody else answers than whom its client asked. */
    boolean led() {
        return !to.equals(answering);
    }

    private static Optional<TrackedFlow> of(String line) {
        var parts = LINE.matcher(line);
        return parts.find()
                ? Optional.of(new TrackedFlow(
                        parts.group(1),
                        place(parts.group(2), parts.group(4)),
                        place(parts.group(3), parts.group(5)),
                        place(parts.group(6), parts.group(8)),
                        place(parts.group(7), parts.group(9))))
                : Optional.empty();
    }

    private static Place place(String address, String port) {
        return new Place(IpAddress.ofText(address), Integer.parseInt(port));
    }
}
