package dev.berth.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Keeps what is logged, by whichever thread: level, event and text of each line. */
class NotedLog extends Logger {
    private static final long serialVersionUID = 1L;

    private final transient Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final transient Queue<String> ids = new ConcurrentLinkedQueue<>();

    NotedLog() {
        super("noted");
    }

    /** What was logged since it was asked last. */
    final List<String> news() {
        return drained(lines);
    }

    /** Which policy and which migration each line since it was asked last is about, as fields beside its text. */
    final List<String> ids() {
        return drained(ids);
    }

    private static List<String> drained(Queue<String> queue) {
        var news = new ArrayList<String>();
        for (var line = queue.poll(); line != null; line = queue.poll()) {
            news.add(line);
        }
        return news;
    }

    @Override
    protected void doLog(Level level, String caller, Object message, Object[] parameters, Throwable thrown) {
        lines.add(level + " " + MDC.get("event") + " " + message);
        ids.add(MDC.get("policy") + " " + MDC.get("migration"));
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
