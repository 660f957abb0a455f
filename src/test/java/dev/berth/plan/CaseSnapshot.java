package dev.berth.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.observe.Alias;
import dev.berth.observe.Claim;
import dev.berth.observe.Collision;
import dev.berth.observe.Container;
import dev.berth.observe.DockerFacts;
import dev.berth.observe.HostFacts;
import dev.berth.observe.NetFacts;
import dev.berth.observe.Snapshot;
import dev.berth.policy.Mark;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the brief {@code snapshot.yaml} of a golden case: containers in a line each, files as text, and whatever is
 * special about the case.
 */
final class CaseSnapshot {
    private static final Pattern BINDING = Pattern.compile("(?:([0-9.]+|\\[[0-9a-fA-F:]+]):)?(\\d+):(\\d+)");

    private final CaseFile file;

    private CaseSnapshot(CaseFile file) {
        this.file = file;
    }

    static Snapshot of(CaseFile file) {
        return new CaseSnapshot(file).snapshot();
    }

    private Snapshot snapshot() {
        var root = file.root();
        var project = new CaseProject(file);
        return new Snapshot(
                Instant.parse("2026-01-05T20:00:00Z"),
                new DockerFacts(
                        "20.10.24",
                        "1.41",
                        CaseFile.each(root.path("containers"), CaseSnapshot::container),
                        root.path("plugin").asBoolean(true) ? Optional.of(project.model()) : Optional.empty()),
                new HostFacts(
                        listeners(root),
                        range(root.path("ephemeral").asText("32768-60999")),
                        CaseFile.each(root.path("reserved"), node -> range(node.asText()))),
                new NetFacts(
                        CaseFile.text(root, "obstacle"),
                        CaseFile.each(root.path("aliases"), CaseSnapshot::alias),
                        CaseFile.each(root.path("aliases"), Function.identity()).stream()
                                .filter(node -> node.has("table"))
                                .map(node ->
                                        new NetFacts.Foreign(node.path("table").asText(), alias(node)))
                                .toList()),
                project.project(),
                CaseFile.each(
                        root.path("collisions"),
                        node -> new Collision(
                                node.path("port").asInt(),
                                node.path("port").asInt(),
                                node.path("software").asText(),
                                node.path("source").asText())),
                CaseFile.each(
                        root.path("claims"),
                        node -> new Claim(
                                node.path("policy").asText(),
                                node.path("database").asText(),
                                node.path("port").asInt(),
                                new Mark("other.yaml", 12))));
    }

    /** Those that the case names, and Docker's proxies. */
    private static List<HostFacts.Listener> listeners(JsonNode root) {
        var named = CaseFile.each(
                root.path("listeners"),
                node -> new HostFacts.Listener(
                        node.path("address").asText("0.0.0.0"),
                        node.path("port").asInt(),
                        node.path("owner").asText()));
        var proxies = CaseFile.each(root.path("containers"), CaseSnapshot::container).stream()
                .filter(container -> container.state() == Container.State.RUNNING
                        && root.path("userlandProxy").asBoolean(true))
                .flatMap(container -> container.bindings().stream())
                .map(binding ->
                        new HostFacts.Listener(binding.hostIp(), binding.hostPort(), "docker-proxy (pid 4711)"));
        return Stream.concat(named.stream(), proxies).toList();
    }

    private static HostFacts.PortRange range(String text) {
        var ends = text.split("-", 2);
        return new HostFacts.PortRange(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]));
    }

    private static Alias alias(JsonNode node) {
        return new Alias(
                node.path("hostIp").asText(),
                node.path("from").asInt(),
                node.path("to").asInt());
    }

    private static Container container(JsonNode node) {
        var name = node.path("name").asText();
        return new Container(
                Sha256.of(name),
                name,
                "postgres:15",
                "sha256:" + Sha256.of("postgres:15"),
                node.path("imagePresent").asBoolean(true),
                Container.State.valueOf(node.path("state").asText("running").toUpperCase(Locale.ROOT)),
                node.path("autoRemove").asBoolean(),
                node.path("network").asText("research_default"),
                node.path("restart").asText("unless-stopped"),
                CaseFile.text(node, "service")
                        .map(service -> new Container.Compose(
                                "research",
                                service,
                                1,
                                "0123456789abcdef",
                                node.path("behindFiles").asBoolean() ? List.of("fedcba9876543210") : List.of())),
                node.path("swarm").asBoolean(),
                CaseFile.each(node.path("ports"), port -> binding(port.asText())),
                List.of(new Container.Mount("volume", name + "-data", "/var/lib/postgresql/data", true)),
                CaseFile.texts(node.path("addresses")),
                CaseFile.text(node, "started").map(Instant::parse),
                CaseFile.texts(node.path("ownWrites")),
                CaseFile.texts(node.path("unrepeatable")));
    }

    private static Container.Binding binding(String text) {
        var match = BINDING.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("a binding is [address:]host:container, not " + text);
        }
        return new Container.Binding(
                Integer.parseInt(match.group(3)),
                "tcp",
                Optional.ofNullable(match.group(1)).orElse("").replaceAll("[\\[\\]]", ""),
                Integer.parseInt(match.group(2)));
    }
}
