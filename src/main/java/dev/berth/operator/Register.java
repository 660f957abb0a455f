package dev.berth.operator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.plan.FieldManagers;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The one ConfigMap that the guard's rule reads, in berth's own namespace. */
final class Register {
    static final String NAME = "berth-register";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesClient client;
    private final String namespace;
    private final Watched<ConfigMap> seen;

    /** What was written last, until something newer is seen. */
    private volatile Optional<ConfigMap> written = Optional.empty();

    /** @param broken told when the watch over it has ended for good */
    Register(KubernetesClient client, String namespace, Runnable changed, Runnable broken) {
        this.client = client;
        this.namespace = namespace;
        Changes<ConfigMap> changes = new Changes<>(() -> {
            written = Optional.empty();
            changed.run();
        });
        this.seen = Watched.begin(object().runnableInformer(0), changes, broken);
    }

    Stream<Watched<?>> watches() {
        return Stream.of(seen);
    }

    String namespace() {
        return namespace;
    }

    /** What it says, as a watch has seen it; empty where there is none. */
    Optional<Map<String, String>> data() {
        return written.or(seen::only).map(object -> Objects.requireNonNullElse(object.getData(), Map.of()));
    }

    private void write(SortedMap<String, String> data) {
        if (data().filter(data::equals).isPresent()) {
            return;
        }
        ConfigMap wanted = new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(NAME)
                .addToLabels("app.kubernetes.io/name", "berth")
                .endMetadata()
                .withData(data)
                .build();
        ConfigMap now = client.resource(wanted)
                .fieldManager(FieldManagers.OWN)
                .forceConflicts()
                .serverSideApply();
        written = Optional.of(without(now, data));
    }

    /** Says this and nothing else, at no call where it says that already; gives the reason where that can't be. */
    Optional<String> tried(SortedMap<String, String> data) {
        try {
            write(data);
            return Optional.empty();
        } catch (KubernetesClientException refused) {
            return Optional.of(
                    refused.getStatus() == null
                            ? String.valueOf(refused.getMessage())
                            : refused.getStatus().getMessage());
        }
    }

    /** Keys that somebody else has written stay through an apply, and would be grants of no policy. */
    private ConfigMap without(ConfigMap now, Map<String, String> data) {
        Map<String, String> foreign = new TreeMap<>(Objects.requireNonNullElse(now.getData(), Map.of()));
        foreign.keySet().removeAll(data.keySet());
        if (foreign.isEmpty()) {
            return now;
        }
        ObjectNode patch = JSON.createObjectNode();
        ObjectNode keys = patch.putObject("data");
        foreign.keySet().forEach(keys::putNull);
        return object().patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager(FieldManagers.OWN)
                                .build(),
                        patch.toString());
    }

    private Resource<ConfigMap> object() {
        return client.configMaps().inNamespace(namespace).withName(NAME);
    }
}
