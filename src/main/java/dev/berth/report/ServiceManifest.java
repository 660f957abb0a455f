package dev.berth.report;

import dev.berth.plan.ServicePorts;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a Service's manifest says once its ports are as a plan wants them, as a patch that kustomize and kubectl take. */
public final class ServiceManifest {
    private ServiceManifest() {}

    public static String patch(ServicePorts ports) {
        return "apiVersion: v1\nkind: Service\nmetadata: {name: " + ports.service() + ", namespace: "
                + ports.namespace() + "}\nspec:\n  ports:\n"
                + ports.pairs().stream()
                        .map(pair -> line(pair.named(), pair.from(), pair.target())
                                + line(pair.added(), pair.to(), pair.target()))
                        .collect(Collectors.joining());
    }

    /** The same as a document. */
    public static Map<String, Object> document(ServicePorts ports) {
        return Document.of(
                "apiVersion",
                "v1",
                "kind",
                "Service",
                "metadata",
                Document.of("name", ports.service(), "namespace", ports.namespace()),
                "spec",
                Document.of(
                        "ports",
                        ports.pairs().stream()
                                .flatMap(pair -> Stream.of(
                                        port(pair.named(), pair.from(), pair.target()),
                                        port(pair.added(), pair.to(), pair.target())))
                                .toList()));
    }

    private static Map<String, Object> port(String name, int port, String target) {
        return Document.of(
                "name",
                name,
                "port",
                port,
                "protocol",
                "TCP",
                "targetPort",
                target.matches("[0-9]+") ? Integer.valueOf(target) : target);
    }

    private static String line(String name, int port, String target) {
        return "    - {name: " + name + ", port: " + port + ", protocol: TCP, targetPort: "
                + (target.matches("[0-9]+") ? target : "\"" + target + "\"") + "}\n";
    }
}
