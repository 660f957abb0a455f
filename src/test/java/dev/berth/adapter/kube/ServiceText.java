package dev.berth.adapter.kube;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Services as people write them. */
public final class ServiceText {
    private ServiceText() {}

    /** @param ports as {@code NAME PORT}, or {@code PORT} where it has no name; each leads to 5432 of its pods */
    public static String of(String name, String... ports) {
        return """
                apiVersion: v1
                kind: Service
                metadata: {name: NAME}
                spec: {selector: {app: NAME}, ports: [PORTS]}
                """.replace("NAME", name)
                .replace("PORTS", Stream.of(ports).map(ServiceText::port).collect(Collectors.joining(", ")));
    }

    private static String port(String words) {
        var name = words.contains(" ") ? "name: " + words.replaceFirst(" .*", ", ") : "";
        return "{" + name + "port: " + words.replaceFirst(".* ", "") + ", targetPort: 5432}";
    }
}
