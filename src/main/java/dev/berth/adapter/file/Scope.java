package dev.berth.adapter.file;

import java.nio.file.Path;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** One Compose file being read: what surrounds it, and the services that it names. */
record Scope(Surroundings around, YamlSource source, Fields services) {
    Path resolve(ScalarNode path) {
        return around.resolve(fill(path));
    }

    String fill(ScalarNode node) {
        return Template.fill(node.getValue(), around.variables()).text();
    }

    @Override
    public String toString() {
        return "Scope[" + source.file().name() + "]";
    }
}
