package dev.berth.adapter.file;

import dev.berth.observe.Project.EnvEntry;
import dev.berth.policy.Violation;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Reads Compose files into services: several files laid over each other, {@code extends}, {@code include}.
 *
 * <p>Source: the Compose Specification, "Merge", "Extend", "Include"; where it is silent, the compose plugin 2.26.1.
 */
final class ComposeReader {
    private final SourceFolder folder;
    private final Includes includes;
    private final List<Violation> findings;
    private final Map<Path, Optional<YamlSource>> parsed = new HashMap<>();

    ComposeReader(SourceFolder folder, List<Violation> findings) {
        this.folder = folder;
        this.findings = findings;
        this.includes = new Includes(folder, this, findings);
    }

    /** What the .env files of included projects say, in the order in which they were met. */
    List<EnvEntry> includedEnv() {
        return includes.env();
    }

    Map<String, Draft> read(List<Path> files, List<Reference> names, Surroundings around) {
        var services = new LinkedHashMap<String, Draft>();
        for (int i = 0; i < files.size(); i++) {
            var from = names.get(i);
            folder.read(files.get(i), from)
                    .flatMap(this::parse)
                    .ifPresent(source -> source.documents().forEach(root -> {
                        var inner = new Scope(around, source, Fields.of(root).under("services"));
                        expectMapping(source, root);
                        layOver(services, document(Fields.of(root), inner));
                    }));
        }
        return services;
    }

    private void expectMapping(YamlSource source, Node root) {
        if (!(root instanceof MappingNode)) {
            findings.add(source.reference(root, "compose")
                    .violation("", "is no Compose file; its top level must be a mapping with “services”"));
        }
    }

    private Map<String, Draft> document(Fields root, Scope scope) {
        var services = new LinkedHashMap<String, Draft>();
        scope.services()
                .values()
                .keySet()
                .forEach(name -> services.put(name, resolve(name, scope, new LinkedHashSet<>())));
        root.list("include").forEach(entry -> includes.read(entry, scope).forEach(services::putIfAbsent));
        return services;
    }

    private static void layOver(Map<String, Draft> under, Map<String, Draft> over) {
        over.forEach((name, draft) -> {
            if (draft.removed()) {
                under.remove(name);
            } else {
                under.merge(name, draft, (base, top) -> top.over(base));
            }
        });
    }

    private Draft resolve(String name, Scope scope, Set<String> above) {
        var node = scope.services().get(name).orElseThrow();
        var fields = Fields.of(node);
        var own = ServiceReading.draft(name, node, scope);
        if (!above.add(scope.source().file().name() + "#" + name)) {
            findings.add(scope.source()
                    .reference(node, "services." + name + ".extends")
                    .violation(name, "extends itself: " + String.join(" → ", above)));
            return own;
        }
        return fields.get("extends")
                .flatMap(extended -> base(extended, scope, above))
                .map(own::extending)
                .orElse(own);
    }

    private Optional<Draft> base(Node extended, Scope scope, Set<String> above) {
        var fields = Fields.of(extended);
        var service = extended instanceof ScalarNode scalar ? Optional.of(scalar) : fields.scalar("service");
        var wanted = service.map(node -> scope.fill(node)).orElse("");
        var where = fields.scalar("file").map(file -> other(file, scope)).orElseGet(() -> Optional.of(scope));
        if (where.isPresent() && where.get().services().get(wanted).isEmpty()) {
            findings.add(scope.source()
                    .reference(extended, "extends")
                    .violation(
                            wanted,
                            "no such service in " + where.get().source().file().name() + "; it has "
                                    + String.join(
                                            ", ",
                                            where.get().services().values().keySet())));
            return Optional.empty();
        }
        return where.map(found -> resolve(wanted, found, above));
    }

    private Optional<Scope> other(ScalarNode file, Scope scope) {
        var path = scope.resolve(file);
        return folder.read(path, scope.source().reference(file, "extends.file"))
                .flatMap(this::parse)
                .flatMap(source -> source.documents().stream()
                        .findFirst()
                        .map(root -> new Scope(
                                scope.around().at(folderOf(path)),
                                source,
                                Fields.of(root).under("services"))));
    }

    private Optional<YamlSource> parse(SourceText text) {
        return parsed.computeIfAbsent(text.real(), path -> YamlSource.parse(text, findings));
    }

    private static Path folderOf(Path file) {
        return Optional.ofNullable(file.getParent()).orElse(file);
    }
}
