package dev.berth.adapter.file;

import dev.berth.observe.Project.ScrapeTarget;
import dev.berth.observe.Spot;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Finds every {@code host:port} in the static targets of a Prometheus configuration. */
final class PrometheusTargets {
    private static final Pattern HOST_PORT = Pattern.compile("(?<host>\\[[^]]+]|[^:/]+):(?<port>\\d{1,5})");

    private PrometheusTargets() {}

    static List<ScrapeTarget> in(YamlSource source) {
        return source.documents().stream()
                .flatMap(root -> Fields.of(root).list("scrape_configs").stream())
                .flatMap(scrape -> Fields.of(scrape).list("static_configs").stream())
                .flatMap(fixed -> Fields.of(fixed).list("targets").stream())
                .flatMap(target -> target(source, target))
                .toList();
    }

    private static Stream<ScrapeTarget> target(YamlSource source, Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            return Stream.empty();
        }
        var match = HOST_PORT.matcher(scalar.getValue());
        if (!match.matches()) {
            return Stream.empty();
        }
        var digits = match.group("port");
        return source.offset(scalar, match.start("port")).stream()
                .map(offset -> new Spot(source.file().name(), offset, digits))
                .map(spot ->
                        new ScrapeTarget(match.group("host"), Integer.parseInt(digits), spot, source.mark(scalar)));
    }
}
