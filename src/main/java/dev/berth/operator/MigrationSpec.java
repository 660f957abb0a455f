package dev.berth.operator;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** What a migration does: it stands when the object is made, and never changes. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(value = "self == oldSelf", message = "the plan of a migration never changes")
public record MigrationSpec(
        @JsonPropertyDescription("The policy of the same namespace that it carries out.")
        @Required
        @Size(min = 1, max = 63)
        String policy,

        @JsonPropertyDescription("How many berths it moves.") @Required @Min(1) @Max(512)
        int berths,

        @JsonPropertyDescription("The hash of the plan, by which a person approves it.")
        @Required
        @Pattern("^[0-9a-f]{64}$")
        String hash,

        @JsonPropertyDescription("The whole plan as JSON, so that nothing else is needed to go on or back.")
        @Required
        @Size(min = 2, max = MigrationSpec.LONGEST_PLAN)
        String plan,

        @JsonPropertyDescription("The plan that it rehearses on copies, by its hash; of a migration it is empty.")
        @Pattern("^[0-9a-f]{64}$")
        @Nullable
        String rehearses) {
    /** How many characters a plan may have. */
    static final int LONGEST_PLAN = 262144;
}
