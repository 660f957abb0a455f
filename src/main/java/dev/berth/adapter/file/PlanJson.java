package dev.berth.adapter.file;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.berth.journal.Entry;
import dev.berth.plan.Plan;
import dev.berth.plan.Step;
import dev.berth.policy.Endpoint;
import dev.berth.policy.SecretSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/**
 * Plans and journal entries as JSON, one line each.
 *
 * <p>The members stand in the order of the record's components; durations and instants are ISO 8601; a member more or
 * less than the record has is refused. The records of a sealed family are told apart by their simple name: entries by
 * {@code entry}, steps by {@code step}, sources of secrets by {@code source}.
 */
public final class PlanJson {
    public byte[] bytes(Entry entry) {
        try {
            return Mapping.JSON.writerFor(Entry.class).writeValueAsBytes(entry);
        } catch (JsonProcessingException unmapped) {
            throw new IllegalStateException("an entry without a mapping: " + entry.getClass(), unmapped);
        }
    }

    /** @throws UncheckedIOException when this is no entry that this version of berth knows */
    public Entry entry(byte[] json) {
        return read(json, Entry.class);
    }

    public String text(Plan plan) {
        try {
            return Mapping.JSON.writeValueAsString(plan);
        } catch (JsonProcessingException unmapped) {
            throw new IllegalStateException("a plan with a step without a mapping", unmapped);
        }
    }

    /** @throws UncheckedIOException when this is no plan that this version of berth knows */
    public Plan plan(String json) {
        return read(json.getBytes(StandardCharsets.UTF_8), Plan.class);
    }

    private static <T> T read(byte[] json, Class<T> type) {
        try {
            var value = Mapping.JSON.readValue(json, type);
            if (value == null) {
                throw new IOException("null is no " + type.getSimpleName());
            }
            return value;
        } catch (IOException unknown) {
            throw new UncheckedIOException(unknown);
        }
    }

    /** Every record below a sealed type. */
    static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed() ? Stream.of(type.getPermittedSubclasses()).flatMap(PlanJson::leaves) : Stream.of(type);
    }

    /** Built on first use, since a command that meets no journal should not wait for it. */
    private static final class Mapping {
        static final JsonMapper JSON = mapper();

        private static JsonMapper mapper() {
            var builder = JsonMapper.builder()
                    .addModule(new Jdk8Module())
                    .addModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .addMixIn(Entry.class, ByEntry.class)
                    .addMixIn(Step.class, ByStep.class)
                    .addMixIn(SecretSource.class, BySource.class)
                    .addModule(new SimpleModule().addDeserializer(Endpoint.class, new EndpointReading()));
            Stream.of(Entry.class, Step.class, SecretSource.class)
                    .flatMap(PlanJson::leaves)
                    .forEach(leaf -> builder.registerSubtypes(new NamedType(leaf, leaf.getSimpleName())));
            return builder.build();
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "entry")
    private interface ByEntry {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "step")
    private interface ByStep {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "source")
    private interface BySource {}
}
