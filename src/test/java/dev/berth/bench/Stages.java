package dev.berth.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where the time goes while clients are held, by the journals of the moves: from the end of one step to that of the next. */
final class Stages {
    private static final String FIRST = "hold-connections";
    private static final String LAST = "release-connections";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, List<Double>> millis = new LinkedHashMap<>();
    private final List<Double> whole = new ArrayList<>();

    /** Takes in the newest journal of a state folder. */
    void add(Path state) {
        var held = false;
        var first = Instant.EPOCH;
        var before = Instant.EPOCH;
        for (var entry : applied(state)) {
            var at = Instant.parse(entry.path("at").asText());
            var step = entry.path("step").asText().replaceFirst("^.*/\\d+-", "");
            if (held) {
                millis.computeIfAbsent(step, name -> new ArrayList<>()).add(between(before, at));
            }
            if (step.equals(FIRST)) {
                held = true;
                first = at;
            }
            if (step.equals(LAST)) {
                whole.add(between(first, at));
                return;
            }
            before = at;
        }
        throw new IllegalStateException("nobody was held in the newest journal of " + state);
    }

    void clear() {
        millis.clear();
        whole.clear();
    }

    /** A line a step, and one for all of them. */
    String table() {
        var text = new StringBuilder("| step | ms | p95 |\n| --- | --- | --- |\n");
        millis.forEach((step, values) -> text.append(row(step, values)));
        return text.append(row("all of it", whole)).toString();
    }

    private static String row(String name, List<Double> values) {
        var figures = new Figures(values);
        return String.format(Locale.ROOT, "| %s | %s | %.0f |%n", name, figures.words(0), figures.p95());
    }

    private static double between(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e6;
    }

    private static List<JsonNode> applied(Path state) {
        try (var files = Files.list(state.resolve("migrations"))) {
            var newest = files.filter(file -> file.toString().endsWith(".journal"))
                    .max(Comparator.comparing(file -> file.toFile().lastModified()))
                    .orElseThrow();
            var entries = new ArrayList<JsonNode>();
            for (var line : Files.readAllLines(newest)) {
                if (line.contains("\"entry\":\"Applied\"")) {
                    entries.add(JSON.readTree(line.substring(line.indexOf('{'))));
                }
            }
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
