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
                + entries(ports).map(Entry::line).collect(Collectors.joining());
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
                Document.of("ports", entries(ports).map(Entry::document).toList()));
    }

    private static Stream<Entry> entries(ServicePorts ports) {
        return ports.pairs().stream()
                .flatMap(pair -> Stream.of(
                        new Entry(pair.named(), pair.from(), pair.target()),
                        new Entry(pair.added(), pair.to(), pair.target())));
    }

    /** One port of the list; its target is a number, or the name of a port of the pods. */
    private record Entry(String name, int port, String target) {
        boolean named() {
            return !target.matches("[0-9]+");
        }

        Map<String, Object> document() {
            return Document.of(
                    "name",
                    name,
                    "port",
                    port,
                    "protocol",
                    "TCP",
                    "targetPort",
                    named() ? target : Integer.valueOf(target));
        }

        String line() {
            return "    - {name: " + name + ", port: " + port + ", protocol: TCP, targetPort: "
                    + (named() ? "\"" + target + "\"" : target) + "}\n";
        }
    }
}
