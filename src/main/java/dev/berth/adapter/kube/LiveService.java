package dev.berth.adapter.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.plan.FieldManagers;
import dev.berth.plan.ServicePorts;
import dev.berth.plan.ServicePorts.Pair;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Objects;

/**
 * One Service on its API server, and the ways to write its ports.
 *
 * <p>berth writes by a server-side apply under its own name, so that its ports survive what others apply (measured, see
 * docs/kubernetes.md), and gives them up by applying none.
 */
record LiveService(KubernetesClient client, ServicePorts ports) {
    private static final ObjectMapper JSON = new ObjectMapper();

    List<Port> now() {
        return of(live());
    }

    private Service live() {
        return client.services()
                .inNamespace(ports.namespace())
                .withName(ports.service())
                .require();
    }

    /** What an apply would make of the ports, and nothing is changed. */
    List<Port> tried(boolean added) {
        return applied(added, List.of("All"));
    }

    List<Port> apply(boolean added) {
        return applied(added, List.of());
    }

    private List<Port> applied(boolean added, List<String> dryRun) {
        ObjectNode service = OwnedFields.of(client.getKubernetesSerialization().convertValue(live(), JsonNode.class));
        // Of a LoadBalancer the version changes with its status, and the whole list of ports is compared anyway.
        service.withObject("/metadata").remove("resourceVersion");
        ArrayNode list = service.withObject("/spec").withArray("ports");
        list.removeIf(port -> ports.pairs().stream()
                .anyMatch(pair -> port.path("port").asInt() == pair.from()
                        || port.path("port").asInt() == pair.to()));
        if (added) {
            ports.pairs().forEach(pair -> {
                list.add(port(pair.named(), pair.from(), pair.target()));
                list.add(port(pair.added(), pair.to(), pair.target()));
            });
        }
        if (list.isEmpty()) {
            service.remove("spec");
        }
        return patched(PatchType.SERVER_SIDE_APPLY, service, dryRun);
    }

    /** What taking the old ports out of the list would leave, and nothing is changed. */
    List<Port> triedWithoutOld() {
        return withoutOld(List.of("All"));
    }

    /** Takes the old ports out of the list, whoever wrote them. */
    List<Port> removeOld() {
        return withoutOld(List.of());
    }

    private List<Port> withoutOld(List<String> dryRun) {
        ObjectNode service = JSON.createObjectNode();
        ArrayNode list = service.putObject("spec").putArray("ports");
        ports.pairs()
                .forEach(pair -> list.addObject()
                        .put("$patch", "delete")
                        .put("port", pair.from())
                        .put("protocol", "TCP"));
        return patched(PatchType.STRATEGIC_MERGE, service, dryRun);
    }

    private List<Port> patched(PatchType type, ObjectNode patch, List<String> dryRun) {
        PatchContext.Builder how =
                new PatchContext.Builder().withPatchType(type).withFieldManager(FieldManagers.OWN);
        if (!dryRun.isEmpty()) {
            how.withDryRun(dryRun);
        }
        return of(client.services()
                .inNamespace(ports.namespace())
                .withName(ports.service())
                .patch(how.build(), patch.toString()));
    }

    private static ObjectNode port(String name, int port, String target) {
        ObjectNode one =
                JSON.createObjectNode().put("name", name).put("port", port).put("protocol", "TCP");
        return target.matches("[0-9]+")
                ? one.put("targetPort", Integer.parseInt(target))
                : one.put("targetPort", target);
    }

    private static List<Port> of(Service service) {
        return service.getSpec().getPorts().stream().map(Port::of).sorted().toList();
    }

    /** One port as far as it matters here. */
    record Port(int port, String protocol, String name, String target) implements Comparable<Port> {
        static Port of(ServicePort port) {
            IntOrString target = port.getTargetPort();
            return new Port(
                    port.getPort(),
                    port.getProtocol(),
                    Objects.requireNonNullElse(port.getName(), ""),
                    target.getIntVal() == null
                            ? target.getStrVal()
                            : target.getIntVal().toString());
        }

        static Port before(Pair pair) {
            return new Port(pair.from(), "TCP", pair.was(), pair.target());
        }

        static Port old(Pair pair) {
            return new Port(pair.from(), "TCP", pair.named(), pair.target());
        }

        static Port added(Pair pair) {
            return new Port(pair.to(), "TCP", pair.added(), pair.target());
        }

        @Override
        public int compareTo(Port other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return (name.isEmpty() ? "" : name + " ") + port + "/" + protocol + " → " + target;
        }
    }
}
