package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * What every Docker object of one rehearsal is called and marked by.
 *
 * @param id eight hexadecimal digits
 */
public record RehearsalName(String id) {
    private static final String LABEL = "dev.berth.rehearsal";

    /** The Compose project of the copies, and the name of their network. */
    public String project() {
        return "berth-rehearsal-" + id;
    }

    /** The name of a container's copy. */
    public String of(String container) {
        return project() + "-" + container;
    }

    boolean covers(String name) {
        return name.equals(project()) || name.startsWith(project() + "-");
    }

    ObjectNode labels() {
        return Json.object().put(LABEL, id);
    }

    /** A {@code filters} parameter for the engine's lists. */
    String filter() {
        var filters = Json.object();
        filters.putArray("label").add(LABEL + "=" + id);
        return "filters=" + URLEncoder.encode(filters.toString(), StandardCharsets.UTF_8);
    }
}
