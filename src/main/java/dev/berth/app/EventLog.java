package dev.berth.app;

import dev.berth.cycle.Tiers;
import java.util.Map;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * The daemon's log: one line an event, with the policy and the migration that it is about; where lines are JSON, these are
 * fields of {@code mdc}.
 */
final class EventLog {
    private static final Pattern BREAK = Pattern.compile("\\s*\\R\\s*");

    private final Logger logger;

    EventLog() {
        this(Logger.getLogger("dev.berth"));
    }

    EventLog(Logger logger) {
        this.logger = logger;
    }

    /** What concerns the daemon itself. */
    void say(String event, String text) {
        write(Logger.Level.INFO, Map.of("event", event), text);
    }

    void warn(String event, String text) {
        write(Logger.Level.WARN, Map.of("event", event), text);
    }

    /** What concerns a policy. */
    void say(String event, Tiers.Name policy, String text) {
        write(Logger.Level.INFO, Map.of("event", event, "policy", policy.toString()), policy + ": " + text);
    }

    void warn(String event, Tiers.Name policy, String text) {
        write(Logger.Level.WARN, Map.of("event", event, "policy", policy.toString()), policy + ": " + text);
    }

    /** What concerns a migration. */
    void say(String event, Tiers.Name policy, String migration, String text) {
        write(
                Logger.Level.INFO,
                Map.of("event", event, "policy", policy.toString(), "migration", migration),
                policy + " " + migration + ": " + text);
    }

    void warn(String event, Tiers.Name policy, String migration, String text) {
        write(
                Logger.Level.WARN,
                Map.of("event", event, "policy", policy.toString(), "migration", migration),
                policy + " " + migration + ": " + text);
    }

    private void write(Logger.Level level, Map<String, String> fields, String text) {
        fields.forEach(MDC::put);
        try {
            logger.log(level, BREAK.matcher(text.strip()).replaceAll("; "));
        } finally {
            fields.keySet().forEach(MDC::remove);
        }
    }
}
