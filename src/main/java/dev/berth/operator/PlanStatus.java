package dev.berth.operator;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** What berth would do, for a person to look at before it is approved. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PlanStatus(
        @JsonPropertyDescription("What an approval names: berth.dev/approve=HASH.") @Size(min = 64, max = 64)
        String hash,

        @JsonPropertyDescription("One a Service or workload, in their order.") @Size(max = 64)
        List<Move> moves,

        @JsonPropertyDescription("Each step in its order, as PHASE NAME: what it does.") @Size(max = 128)
        List<String> steps) {
    /** What becomes of one Service, or of the pods of one workload. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Move(
            @JsonPropertyDescription("Its name; of a workload KIND/NAME.") @Size(max = 265)
            String service,

            @JsonPropertyDescription("Which berths it moves, as DATABASE NOW → WANTED.") @Size(max = 512)
            List<String> berths,

            @JsonPropertyDescription(
                    "What its manifest says afterwards, to be committed where it is kept: a patch in YAML.")
            @Size(max = 65536)
            String patch) {}
}
