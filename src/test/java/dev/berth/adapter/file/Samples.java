package dev.berth.adapter.file;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes a record of any type with something in every component, so that no mapping goes untried. */
final class Samples {
    private Samples() {}

    static <T> T of(Class<T> type) {
        return type.cast(value(type, "sample"));
    }

    /** One of each record below a sealed type. */
    static <T> Stream<T> leaves(Class<T> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(sub -> leaves(sub.asSubclass(type)))
                : Stream.of(of(type));
    }

    private static Object value(Type type, String name) {
        if (type instanceof ParameterizedType generic) {
            var element = value(generic.getActualTypeArguments()[0], name);
            return generic.getRawType() == List.class ? List.of(element) : Optional.of(element);
        }
        var raw = (Class<?>) type;
        if (raw.isRecord()) {
            return record(raw);
        }
        if (raw.isSealed()) {
            return value(raw.getPermittedSubclasses()[0], name);
        }
        return raw.isEnum() ? raw.getEnumConstants()[raw.getEnumConstants().length - 1] : scalar(raw, name);
    }

    private static Object scalar(Class<?> type, String name) {
        if (type == String.class) {
            return name + " “ü” \u00e9\n\t\"\\\u0000\u2028";
        }
        if (type == int.class) {
            return 7000 + name.length();
        }
        if (type == boolean.class) {
            return true;
        }
        if (type == Duration.class) {
            return Duration.ofMillis(90_061_001);
        }
        if (type == Instant.class) {
            return Instant.parse("2026-02-03T04:05:06.123456789Z");
        }
        throw new AssertionError("no sample for " + type);
    }

    private static Object record(Class<?> type) {
        var components = type.getRecordComponents();
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        var values = Arrays.stream(components)
                .map(component -> value(component.getGenericType(), component.getName()))
                .toArray();
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException impossible) {
            throw new AssertionError(type.toString(), impossible);
        }
    }
}
