package dev.berth.adapter.file;

import java.util.List;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads one service of one file, by itself. */
final class ServiceReading {
    private static final Tag RESET = new Tag("!reset");
    private static final Tag OVERRIDE = new Tag("!override");

    private ServiceReading() {}

    static Draft draft(String name, Node node, Scope scope) {
        var fields = Fields.of(node);
        var ports = new PortReading(scope.source(), scope.around().variables());
        boolean reset = tagged(fields, RESET);
        var lines = reset ? List.<Node>of() : fields.list("ports");
        return new Draft(
                name,
                scope.source().mark(scope.services().key(name).orElse(node)),
                lines.stream()
                        .filter(line -> !line.getTag().equals(Tag.NULL))
                        .map(ports::read)
                        .toList(),
                reset || tagged(fields, OVERRIDE),
                node.getTag().equals(RESET),
                new InputReading(name, scope).read(fields),
                dependsOn(fields));
    }

    /** A list of names, or a mapping with the condition of each. */
    private static List<String> dependsOn(Fields fields) {
        return fields.get("depends_on").filter(MappingNode.class::isInstance).isPresent()
                ? List.copyOf(fields.under("depends_on").values().keySet())
                : fields.list("depends_on").stream()
                        .filter(ScalarNode.class::isInstance)
                        .map(node -> ((ScalarNode) node).getValue())
                        .toList();
    }

    private static boolean tagged(Fields fields, Tag tag) {
        return fields.get("ports").filter(ports -> ports.getTag().equals(tag)).isPresent();
    }
}
