package dev.berth.report;

import dev.berth.observe.Attendance;
import dev.berth.observe.Attendance.Counted;
import dev.berth.observe.Attendance.Unknown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How many sessions databases have now; beside a plan, not in it, since it changes all the time. */
public final class SessionReport {
    private SessionReport() {}

    public static String text(List<Attendance> sessions) {
        return sessions.isEmpty()
                ? ""
                : sessions.stream()
                        .map(SessionReport::words)
                        .collect(Collectors.joining(", ", "  sessions now: ", "\n"));
    }

    /** A document with the field {@code sessions} beside its own; a count that is unknown has a reason and no number. */
    public static Map<String, Object> beside(Map<String, Object> document, List<Attendance> sessions) {
        var whole = new LinkedHashMap<>(document);
        whole.put("sessions", sessions.stream().map(SessionReport::document).toList());
        return whole;
    }

    private static String words(Attendance sessions) {
        var database = sessions.endpoint().database();
        if (sessions instanceof Unknown unknown) {
            return database + " unknown (" + unknown.reason() + ")";
        }
        var counted = (Counted) sessions;
        return database + " " + counted.all() + (counted.all() == 0 ? "" : " (" + counted.idle() + " idle)");
    }

    private static Map<String, Object> document(Attendance sessions) {
        var database = sessions.endpoint().database();
        if (sessions instanceof Unknown unknown) {
            return Document.of("database", database, "unknown", unknown.reason());
        }
        var counted = (Counted) sessions;
        return Document.of("database", database, "all", counted.all(), "idle", counted.idle());
    }
}
