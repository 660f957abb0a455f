package dev.berth.report;

import dev.berth.observe.Pulse;
import dev.berth.plan.MatrixLine;
import dev.berth.policy.Endpoint;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Which client comes to which database by which way, and whether the database answers there. */
public final class MatrixReport {
    private MatrixReport() {}

    /** @param pulses what was answered, by endpoint: each line's is there */
    public static String text(List<MatrixLine> lines, Map<Endpoint, Pulse> pulses) {
        if (lines.isEmpty()) {
            return "\n  no client is known, and nobody is connected\n";
        }
        var table = new Table().row("CLIENT", "DATABASE", "HOST", "PORT", "BY", "CONNECTIONS", "REACHABLE", "SINCE");
        lines.forEach(line -> table.row(
                line.client(),
                line.endpoint().database() + "." + line.port(),
                line.endpoint().host(),
                line.endpoint().port(),
                line.way().words(),
                line.connections(),
                reachable(line, pulses) ? "yes" : "no: " + pulse(line, pulses).words(),
                since(line, pulses)));
        return "\n" + table;
    }

    public static List<Map<String, Object>> documents(List<MatrixLine> lines, Map<Endpoint, Pulse> pulses) {
        return lines.stream()
                .map(line -> Document.of(
                        "client", line.client(),
                        "database", line.endpoint().database(),
                        "port", line.port(),
                        "host", line.endpoint().host(),
                        "number", line.endpoint().port(),
                        "by", line.way().words(),
                        "connections", line.connections(),
                        "reachable", reachable(line, pulses),
                        "answer", pulse(line, pulses).words(),
                        "since", since(line, pulses)))
                .toList();
    }

    private static boolean reachable(MatrixLine line, Map<Endpoint, Pulse> pulses) {
        return pulse(line, pulses).well();
    }

    private static String since(MatrixLine line, Map<Endpoint, Pulse> pulses) {
        return line.since()
                .filter(started -> reachable(line, pulses))
                .map(started -> started.truncatedTo(ChronoUnit.SECONDS).toString())
                .orElse("");
    }

    private static Pulse pulse(MatrixLine line, Map<Endpoint, Pulse> pulses) {
        return Objects.requireNonNull(pulses.get(line.endpoint()), () -> "nobody asked " + line.endpoint());
    }
}
