package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** What a daemon's API says of itself, and whether its answers are so. */
final class Described {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Daemon daemon;
    private final JsonNode description;

    Described(Daemon daemon) {
        this.daemon = daemon;
        try {
            description = JSON.readTree(daemon.get("/q/openapi?format=json").body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a path answers has the fields that are described for it, and no other; gives the answer. */
    JsonNode holds(String described, String asked) {
        var answer = daemon.api(asked);
        var schema = (ObjectNode) description
                .at("/paths/" + ("/api/v1/" + described).replace("/", "~1")
                        + "/get/responses/200/content/application~1json/schema")
                .deepCopy();
        assertThat(schema.path("$ref").asText()).as(described).startsWith("#/components/schemas/");
        schema.set("components", description.path("components"));
        var flaws = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(schema)
                .validate(answer, context -> context.getExecutionConfig().setFormatAssertionsEnabled(true));
        assertThat(flaws).as(asked + ": " + answer.toPrettyString()).isEmpty();
        return answer;
    }

    JsonNode holds(String path) {
        return holds(path, path);
    }

    /** Every method that any path has. */
    List<String> methods() {
        var methods = new ArrayList<String>();
        description.path("paths").forEach(path -> path.fieldNames().forEachRemaining(methods::add));
        return methods;
    }
}
