package dev.berth.adapter.file;

import dev.berth.observe.Project.DeclaredPort;
import dev.berth.observe.Project.Origin;
import dev.berth.observe.Project.Published;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Reads entries of {@code ports}, short and long.
 *
 * <p>Source: the Compose Specification, "ports". Compose takes numbers as they are written, so that YAML 1.1's
 * sexagesimals are no trap.
 */
final class PortReading {
    private static final Pattern SHORT = Pattern.compile(
            "(?:(?:(?<ip>\\[[^]]*\\]|[^/]*):)?(?<host>[^:/]*):)?(?<target>[^:/]+)(?:/(?<protocol>[A-Za-z]+))?");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");

    private final YamlSource source;
    private final Variables variables;

    PortReading(YamlSource source, Variables variables) {
        this.source = source;
        this.variables = variables;
    }

    PortLine read(Node node) {
        if (node instanceof MappingNode) {
            return longForm(node);
        }
        return node instanceof ScalarNode scalar
                ? shortForm(scalar)
                : PortLine.broken(source.mark(node), "it is neither a text nor a mapping");
    }

    private PortLine shortForm(ScalarNode node) {
        var whole = HostPort.whole(source, node, variables);
        var match = SHORT.matcher(whole.text());
        if (!whole.filled().valid() || !match.matches()) {
            return PortLine.broken(source.mark(node), whole.lack("Compose would not understand it"));
        }
        int from = Math.max(match.start("host"), 0);
        var host = new HostPort(source, whole.node(), whole.filled(), from, Math.max(match.end("host"), 0));
        var address = Optional.ofNullable(match.group("ip")).orElse("");
        var protocol = Optional.ofNullable(match.group("protocol")).orElse("tcp");
        return line(node, match.group("target"), protocol, address.replaceAll("^\\[|]$", ""), host);
    }

    private PortLine longForm(Node node) {
        var fields = Fields.of(node);
        var host = fields.scalar("published")
                .map(published -> HostPort.whole(source, published, variables))
                .orElseGet(() -> HostPort.none(source));
        return line(
                node, text(fields, "target", ""), text(fields, "protocol", "tcp"), text(fields, "host_ip", ""), host);
    }

    private String text(Fields fields, String key, String otherwise) {
        return fields.scalar(key)
                .map(node -> Template.fill(node.getValue(), variables).text())
                .orElse(otherwise);
    }

    private PortLine line(Node node, String target, String protocol, String address, HostPort host) {
        var inside = RANGE.matcher(target);
        if (!inside.matches()) {
            return PortLine.broken(source.mark(node), host.lack("its container port is no number"));
        }
        int first = Integer.parseInt(inside.group(1));
        int last = Optional.ofNullable(inside.group(2)).map(Integer::parseInt).orElse(first);
        var line = new PortLine(source.mark(node), first, last, protocol.toLowerCase(Locale.ROOT), List.of(), "");
        var outside = RANGE.matcher(host.text());
        if (!outside.matches() || host.text().equals("0")) {
            return line.with(List.of(), host.lack("it has no fixed host port"));
        }
        int from = Integer.parseInt(outside.group(1));
        int to = Optional.ofNullable(outside.group(2)).map(Integer::parseInt).orElse(from);
        if (to - from != last - first) {
            return line.with(List.of(), "its host port is a range");
        }
        return first == last ? single(line, address, host, from) : each(line, address, from);
    }

    private static PortLine single(PortLine line, String address, HostPort host, int port) {
        var published = host.published(port);
        var problem = published.isPresent()
                ? ""
                : "its host port is made of several parts, or its variable holds more than the port";
        return line.with(List.of(declared(line, 0, address, published.orElseGet(() -> loose(port)))), problem);
    }

    private static PortLine each(PortLine line, String address, int from) {
        var all = IntStream.rangeClosed(0, line.last() - line.first())
                .mapToObj(i -> declared(line, i, address, loose(from + i)))
                .toList();
        return line.with(all, "it is one of a range of ports");
    }

    private static DeclaredPort declared(PortLine line, int index, String address, Published published) {
        return new DeclaredPort(line.first() + index, line.protocol(), address, published, line.mark());
    }

    /** A number that stands nowhere by itself. */
    private static Published loose(int port) {
        return new Published(port, Optional.empty(), Origin.LITERAL, Optional.empty());
    }
}
