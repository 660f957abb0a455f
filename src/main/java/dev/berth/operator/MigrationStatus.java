package dev.berth.operator;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far a migration came: its journal, and what follows from that. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MigrationStatus(
        @JsonPropertyDescription("The generation of the spec that all below is about.") @Nullable
        Long observedGeneration,

        @JsonPropertyDescription("Where the migration stands, in one word.")
        @JsonFormat(with = JsonFormat.Feature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
        @Nullable
        Phase phase,

        @JsonPropertyDescription("How many berths have moved.") @Nullable
        Integer migrated,

        @JsonPropertyDescription("The journal, oldest entry first.") @Size(max = MigrationStatus.MOST_ENTRIES) @Nullable
        List<MigrationEntry> entries,

        @JsonPropertyDescription("Ready and Reconciling, in the style of kstatus.") @Nullable
        List<Condition> conditions) {
    /** How many entries a journal has room for. */
    static final int MOST_ENTRIES = 500;

    /** Where a migration stands. */
    public enum Phase {
        /** Steps are under way, forth or back; of a way back that is stuck too, which is tried again. */
        @JsonProperty("Running")
        RUNNING,
        /** Every berth moved, and all can still be taken back. */
        @JsonProperty("Soaking")
        SOAKING,
        /** Every berth moved, and the old ports are gone. */
        @JsonProperty("Migrated")
        MIGRATED,
        /** Everything is as it was before. */
        @JsonProperty("RolledBack")
        ROLLED_BACK
    }
}
