package dev.berth.adapter.kube;

import dev.berth.plan.Passing;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an operator made for a policy while something of that was under way, and left behind: EndpointSlices that bridged a
 * change of names, and copies of Services.
 */
public record Leftovers(KubernetesClient client, String namespace, String policy) {
    /**
     * One of them.
     *
     * @param refusal why it could not be removed; empty where it was
     */
    public record Found(String object, Optional<String> refusal) {}

    /** Removes all that can be removed; to be called only where nothing is under way. Gives what there was. */
    public List<Found> sweep() {
        return Stream.concat(slices(), copies()).map(this::removed).toList();
    }

    private Found removed(HasMetadata made) {
        String object = made.getKind() + "/" + made.getMetadata().getName();
        try {
            client.resource(made).delete();
            return new Found(object, Optional.empty());
        } catch (KubernetesClientException refused) {
            return new Found(object, Optional.of(Calls.words(refused)));
        }
    }

    private Stream<? extends HasMetadata> slices() {
        return client
                .discovery()
                .v1()
                .endpointSlices()
                .inNamespace(namespace)
                .withLabels(Map.of(Passing.LABEL, policy, ServiceSlices.MANAGER, ServiceSlices.OURS))
                .list()
                .getItems()
                .stream();
    }

    /** By their names, too: a label alone would have anybody's Service removed that has it. */
    private Stream<? extends HasMetadata> copies() {
        return client.services().inNamespace(namespace).withLabel(Passing.LABEL, policy).list().getItems().stream()
                .filter(service -> service.getMetadata().getName().startsWith(Passing.COPY));
    }
}
