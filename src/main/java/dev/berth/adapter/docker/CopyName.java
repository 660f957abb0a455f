package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What every Docker object of some throwaway copies is called and marked by.
 *
 * @param purpose what they are made for
 * @param id eight hexadecimal digits
 */
public record CopyName(Purpose purpose, String id) {
    /** What copies are made for; each kind has a label of its own. */
    public enum Purpose {
        /** A plan is tried on them. */
        REHEARSAL,
        /** A backup is restored into them, so that it counts. */
        PROOF,
        /** A backup is restored into them, for people. */
        RESTORE;

        /** As names and labels have it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param word a purpose's */
    public static CopyName of(String word, String id) {
        return new CopyName(Purpose.valueOf(word.toUpperCase(Locale.ROOT)), id);
    }

    /** The Compose project of the copies, and the name of their network. */
    public String project() {
        return "berth-" + purpose.word() + "-" + id;
    }

    /** The name of a container's copy. */
    public String of(String container) {
        return project() + "-" + container;
    }

    boolean covers(String name) {
        return name.equals(project()) || name.startsWith(project() + "-");
    }

    ObjectNode labels() {
        return Json.object().put(label(), id);
    }

    /** A {@code filters} parameter for the engine's lists. */
    String filter() {
        var filters = Json.object();
        filters.putArray("label").add(label() + "=" + id);
        return "filters=" + URLEncoder.encode(filters.toString(), StandardCharsets.UTF_8);
    }

    private String label() {
        return "dev.berth." + purpose.word();
    }
}
