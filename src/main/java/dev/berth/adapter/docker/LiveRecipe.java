package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** All that it takes to make the container of a database again, as JSON with the passwords in it. */
public record LiveRecipe(Standing at) {
    public byte[] json() throws IOException {
        try {
            var inspect = at.api().get("/containers/" + at.container() + "/json");
            var volumes = new ArrayList<JsonNode>();
            for (var mount : Volumes.of(inspect).toList()) {
                volumes.add(at.api().get("/volumes/" + mount.path("Name").asText()));
            }
            return Json.write(new Recipe(inspect, List.of(), volumes).json());
        } catch (Unanswered e) {
            throw new IOException(e.words(), e);
        }
    }
}
