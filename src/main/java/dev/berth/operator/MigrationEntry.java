package dev.berth.operator;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/**
 * One durable fact of a migration, as the journal of files has it too. Members that this version does not know are passed
 * over: a later version that adds what nobody may overlook gives the entry another word.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MigrationEntry(
        @JsonPropertyDescription("When it was written, RFC 3339.") @Required @Size(min = 20, max = 35)
        String at,

        @JsonPropertyDescription(
                "What happened: Opened, Began, Applied, Failed, Undone, Closed or another of the journal.")
        @Required
        @Size(min = 1, max = 32)
        String entry,

        @JsonPropertyDescription("The step that it is about.") @Size(max = 320) @Nullable
        String step,

        @JsonPropertyDescription("What belongs to it: evidence, a reason, an outcome, or who approved.")
        @Size(max = 1024)
        @Nullable
        String detail) {}
