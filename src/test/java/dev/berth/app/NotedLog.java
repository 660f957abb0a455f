package dev.berth.app;

import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Keeps what is logged: level, event and text of each line. */
final class NotedLog extends Logger {
    private static final long serialVersionUID = 1L;

    private final transient List<String> lines = new ArrayList<>();

    NotedLog() {
        super("noted");
    }

    /** What was logged since it was asked last. */
    List<String> news() {
        var news = List.copyOf(lines);
        lines.clear();
        return news;
    }

    @Override
    protected void doLog(Level level, String caller, Object message, Object[] parameters, Throwable thrown) {
        lines.add(level + " " + MDC.get("event") + " " + message);
    }

    @Override
    protected void doLogf(Level level, String caller, String format, Object[] parameters, Throwable thrown) {
        doLog(level, caller, format, parameters, thrown);
    }

    @Override
    public boolean isEnabled(Level level) {
        return true;
    }
}
