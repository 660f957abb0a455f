package dev.berth.adapter.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.plan.FieldManagers;
import dev.berth.plan.ServicePorts;
import dev.berth.plan.ServicePorts.Pair;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.ResourceNotFoundException;
import io.fabric8.kubernetes.client.dsl.ServiceResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One Service on its API server, and the ways to write its ports.
 *
 * <p>berth writes by a server-side apply under its own name, so that its ports survive what others apply (measured, see
 * docs/kubernetes.md), and gives them up by applying what it had before.
 */
record LiveService(KubernetesClient client, ServicePorts ports) {
    private static final ObjectMapper JSON = new ObjectMapper();

    List<Port> now() {
        return of(live());
    }

    /** Empty where it is no longer there. */
    Optional<Service> found() {
        return Optional.ofNullable(named().get());
    }

    Service live() {
        return found().orElseThrow(() -> new ResourceNotFoundException("Service " + ports.service() + " is not there"));
    }

    private ServiceResource<Service> named() {
        return client.services().inNamespace(ports.namespace()).withName(ports.service());
    }

    /** What an apply would make of the ports, and nothing is changed. */
    List<Port> tried(boolean added) {
        return applied(added, List.of("All"));
    }

    List<Port> apply(boolean added) {
        return applied(added, List.of());
    }

    private List<Port> applied(boolean added, List<String> dryRun) {
        AppliedPorts applied =
                new AppliedPorts(client.getKubernetesSerialization().convertValue(live(), JsonNode.class), ports);
        return patched(PatchType.SERVER_SIDE_APPLY, added ? applied.added() : applied.givenUp(), dryRun);
    }

    /** What taking the old ports out of the list would leave, and nothing is changed. */
    List<Port> triedWithoutOld(Service live) {
        return withoutOld(live, List.of("All"));
    }

    /** Takes the old ports out of the list, whoever wrote them. */
    List<Port> removeOld(Service live) {
        return withoutOld(live, List.of());
    }

    /** A strategic merge would take away whatever has the number of an old port, by UDP as well. */
    private List<Port> withoutOld(Service live, List<String> dryRun) {
        List<ServicePort> left = live.getSpec().getPorts().stream()
                .filter(port -> !isOld(Port.of(port)))
                .toList();
        ObjectNode service = JSON.createObjectNode();
        service.putObject("metadata").put("resourceVersion", live.getMetadata().getResourceVersion());
        service.putObject("spec")
                .set("ports", client.getKubernetesSerialization().convertValue(left, JsonNode.class));
        return patched(PatchType.JSON_MERGE, service, dryRun);
    }

    boolean isOld(Port port) {
        return ports.pairs().stream().anyMatch(pair -> port.is(pair.from()));
    }

    /** A new port that is not among some, which are those of now, while no later one leads there in its place. */
    Optional<String> missing(List<Port> now) {
        return ports.pairs().stream()
                .filter(pair -> now.stream()
                        .filter(port -> port.protocol().equals("TCP") && !isOld(port))
                        .noneMatch(port -> port.port() == pair.to() || pair.isFollowedBy(port.port(), port.target())))
                .map(pair -> String.valueOf(pair.to()))
                .findFirst();
    }

    private List<Port> patched(PatchType type, ObjectNode patch, List<String> dryRun) {
        PatchContext.Builder how =
                new PatchContext.Builder().withPatchType(type).withFieldManager(FieldManagers.OWN);
        if (!dryRun.isEmpty()) {
            how.withDryRun(dryRun);
        }
        return of(named().patch(how.build(), patch.toString()));
    }

    static List<Port> of(Service service) {
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

        /** Whether it is the one of databases that has a number. */
        boolean is(int number) {
            return port == number && protocol.equals("TCP");
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
