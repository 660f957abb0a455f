package dev.berth.operator;

import dev.berth.plan.Grant;
import dev.berth.plan.Grants;
import dev.berth.policy.Band;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The register of grants as the data of a ConfigMap, which the guard's rule reads: of each namespace its grants under its name,
 * one a line as {@code SERVICE:PORT POLICY}, a workload whose pods have it as {@code KIND/NAME}, what is protected there under {@code NAME.bands}, and its policies under
 * {@code NAME.policies}. No name of a namespace has a dot.
 */
final class RegisterText {
    private static final String BANDS = ".bands";
    private static final String POLICIES = ".policies";
    private static final Pattern GRANT = Pattern.compile("([^:\\s]+):([0-9]{1,5}) (\\S+)");
    private static final Pattern BAND = Pattern.compile("([0-9]{1,5})-([0-9]{1,5})");

    /** The API server cuts the guard's words where they are long. */
    private static final int NAMED = 8;

    private RegisterText() {}

    static SortedMap<String, String> of(Map<String, Grants> namespaces) {
        SortedMap<String, String> data = new TreeMap<>();
        namespaces.forEach((namespace, grants) -> {
            put(data, namespace + BANDS, joined(grants.bands(), band -> band.from() + "-" + band.to(), " "));
            put(data, namespace + POLICIES, policies(grants.policies()));
            put(data, namespace, joined(grants.all(), RegisterText::line, "\n"));
        });
        return data;
    }

    private static void put(Map<String, String> data, String key, String text) {
        if (!text.isEmpty()) {
            data.put(key, text);
        }
    }

    private static <T> String joined(List<T> parts, Function<T, String> text, String separator) {
        return parts.stream().map(text).collect(Collectors.joining(separator));
    }

    private static String line(Grant grant) {
        return grant.service() + ":" + grant.port() + " " + grant.policy();
    }

    private static String policies(List<String> names) {
        return names.size() <= NAMED
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, NAMED)) + " and " + (names.size() - NAMED) + " more";
    }

    /** What a register says of a namespace, but for the names of its policies; what berth did not write is passed over. */
    static Grants read(Map<String, String> data, String namespace) {
        return new Grants(
                matches(BAND, data.getOrDefault(namespace + BANDS, "").split(" "))
                        .map(found -> new Band("", number(found, 1), number(found, 2)))
                        .toList(),
                List.of(),
                matches(GRANT, data.getOrDefault(namespace, "").split("\n"))
                        .map(found -> new Grant(found.group(1), number(found, 2), found.group(3)))
                        .toList());
    }

    static Stream<String> namespaces(Map<String, String> data) {
        return data.keySet().stream().map(RegisterText::namespace).distinct();
    }

    /** Namespaces of which two registers do not say the same. */
    static Stream<String> changed(Map<String, String> before, Map<String, String> now) {
        return Stream.of(before, now)
                .flatMap(data -> data.keySet().stream())
                .filter(key -> !Objects.equals(before.get(key), now.get(key)))
                .map(RegisterText::namespace)
                .distinct();
    }

    private static String namespace(String key) {
        return key.split("\\.", 2)[0];
    }

    private static Stream<Matcher> matches(Pattern pattern, String... texts) {
        return Stream.of(texts).map(pattern::matcher).filter(Matcher::matches);
    }

    private static int number(Matcher found, int group) {
        return Integer.parseInt(found.group(group));
    }
}
