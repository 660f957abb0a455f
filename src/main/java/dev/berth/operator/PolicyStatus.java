package dev.berth.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What berth last saw of a policy. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PolicyStatus(
        @JsonPropertyDescription("The generation of the spec that all below is about.") @Nullable
        Long observedGeneration,

        @JsonPropertyDescription("Where the policy stands, in one word.") @Nullable
        Phase phase,

        @JsonPropertyDescription("How many ports the policy wants.") @Nullable
        Integer berths,

        @JsonPropertyDescription("How many of them are where it wants them.") @Nullable
        Integer migrated,

        @JsonPropertyDescription("Ready, Reconciling, Stalled and Protected, as kstatus reads them.") @Nullable
        List<Condition> conditions,

        @JsonPropertyDescription("Where the berths were when the policy was Ready last; empty before that.") @Nullable
        LastStable lastStable) {
    /** Where a policy stands. */
    public enum Phase {
        /** Every berth is where it belongs. */
        @JsonProperty("InSync")
        IN_SYNC,
        /** There are berths to move. */
        @JsonProperty("Pending")
        PENDING,
        /** Nothing can be said or done until somebody acts. */
        @JsonProperty("Stalled")
        STALLED
    }
}
