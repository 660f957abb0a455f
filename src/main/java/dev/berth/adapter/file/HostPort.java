package dev.berth.adapter.file;

import dev.berth.adapter.file.Filled.Part;
import dev.berth.observe.Project.Published;
import dev.berth.observe.Spot;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The stretch of an interpolated scalar that says the host port. */
record HostPort(YamlSource source, Optional<ScalarNode> node, Filled filled, int from, int to) {
    static HostPort none(YamlSource source) {
        return new HostPort(source, Optional.empty(), new Filled(List.of(), List.of(), true), 0, 0);
    }

    static HostPort whole(YamlSource source, ScalarNode node, Variables variables) {
        var filled = Template.fill(node.getValue(), variables);
        return new HostPort(source, Optional.of(node), filled, 0, filled.text().length());
    }

    String text() {
        return filled.text().substring(from, to);
    }

    /** Why there is no number, when there is none. */
    String lack(String otherwise) {
        return filled.unset().isEmpty()
                ? otherwise
                : String.join(", ", filled.unset()) + " has no default and is not in the .env";
    }

    /** Where the number comes from; empty when several parts make it up, or a variable holds more than it. */
    Optional<Published> published(int port) {
        return filled.source(from, to).map(part -> new Published(port, part.variable(), part.origin(), digits(part)));
    }

    private Optional<Spot> digits(Part part) {
        return part.at() >= 0
                ? spot(part.at(), part.text().length())
                : part.fallback()
                        .flatMap(fallback -> spot(fallback.at(), fallback.text().length()));
    }

    private Optional<Spot> spot(int at, int length) {
        return node.flatMap(scalar -> source.offset(scalar, at))
                .map(offset -> source.file().spot(offset, length));
    }
}
