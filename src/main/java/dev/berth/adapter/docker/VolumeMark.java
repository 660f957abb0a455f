package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Whether a volume is still the one that it was. */
final class VolumeMark {
    private static final List<String> LASTING = List.of("Name", "Driver", "Mountpoint", "Options", "Labels", "Scope");

    private VolumeMark() {}

    /**
     * Compares what lasts. {@code CreatedAt} is left out: Docker 20.10 takes it from the change time of the data's own
     * folder, so that a starting PostgreSQL renews it (measured). Whether the data are the same is for the database to
     * say, by its identity.
     */
    static boolean same(JsonNode before, JsonNode now) {
        return LASTING.stream()
                .allMatch(field -> before.path(field).equals(now.path(field))
                        || (Json.empty(before.path(field)) && Json.empty(now.path(field))));
    }
}
