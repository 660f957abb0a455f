package dev.berth.operator;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What berth last saw of a policy. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PolicyStatus(
        @JsonPropertyDescription("The generation of the spec that all below is about.") @Nullable
        Long observedGeneration,

        @JsonPropertyDescription("Where the policy stands, in one word.")
        @JsonFormat(with = JsonFormat.Feature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
        @Nullable
        Phase phase,

        @JsonPropertyDescription("How many ports the policy wants.") @Nullable
        Integer berths,

        @JsonPropertyDescription("How many of them are where it wants them.") @Nullable
        Integer migrated,

        @JsonPropertyDescription("What would be done, where something is pending and can be.") @Nullable
        PlanStatus plan,

        @JsonPropertyDescription(
                "Ready, Reconciling, Stalled, RolledBack, Waiting, Protected, Retired and Rehearsed, in the style of kstatus.")
        @Nullable
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
        /** There are berths to move, and something that passes keeps them where they are. */
        @JsonProperty("Waiting")
        WAITING,
        /** A person wants no migration to begin. */
        @JsonProperty("Suspended")
        SUSPENDED,
        /** A migration is under way. */
        @JsonProperty("Moving")
        MOVING,
        /** Nothing can be said or done until somebody acts. */
        @JsonProperty("Stalled")
        STALLED
    }
}
