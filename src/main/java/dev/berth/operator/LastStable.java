package dev.berth.operator;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Where the berths were when all was well last: what there is to go back to. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LastStable(
        @JsonPropertyDescription("The generation of the spec that wanted it so.") @Required
        Long generation,

        @JsonPropertyDescription("Since when it was so, RFC 3339.") @Required @Size(min = 20, max = 35)
        String since,

        @JsonPropertyDescription("Every berth with its port.") @Required @Size(max = 512)
        List<Place> berths) {
    public LastStable {
        berths = List.copyOf(berths);
    }

    /** One berth and its port. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Place(
            @JsonPropertyDescription("The berth as DATABASE.PORT.") @Required @Size(min = 3, max = 127)
            String name,

            @JsonPropertyDescription("The port of its Service.") @Required
            int port) {}
}
