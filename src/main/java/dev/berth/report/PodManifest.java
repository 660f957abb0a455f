package dev.berth.report;

import dev.berth.plan.PodPorts;
import java.util.Map;
import java.util.stream.Collectors;

/** What a workload's manifest says once its pods have the ports that a plan wants, as a patch that kustomize and kubectl take. */
public final class PodManifest {
    private PodManifest() {}

    public static String patch(PodPorts ports) {
        return "apiVersion: apps/v1\nkind: " + ports.workload().kind() + "\nmetadata: {name: "
                + ports.workload().name() + ", namespace: " + ports.namespace()
                + "}\nspec:\n  template:\n    spec:\n      containers:\n"
                + ports.manifest().stream()
                        .map(container -> "        - " + container + "\n")
                        .collect(Collectors.joining());
    }

    /** The same as a document. */
    public static Map<String, Object> document(PodPorts ports) {
        var containers = ports.containers()
                .map(container -> Document.of(
                        "name",
                        container,
                        "ports",
                        ports.of(container)
                                .map(pair -> Document.of(
                                        "containerPort", pair.target(), "protocol", "TCP", "hostPort", pair.to()))
                                .toList()))
                .toList();
        return Document.of(
                "apiVersion",
                "apps/v1",
                "kind",
                ports.workload().kind(),
                "metadata",
                Document.of("name", ports.workload().name(), "namespace", ports.namespace()),
                "spec",
                Document.of("template", Document.of("spec", Document.of("containers", containers))));
    }
}
