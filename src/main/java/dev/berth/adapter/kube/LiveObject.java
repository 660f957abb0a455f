package dev.berth.adapter.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.execute.Attempt;
import dev.berth.plan.FieldManagers;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.ResourceNotFoundException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** One object on its API server, asked for by its name. */
record LiveObject(KubernetesClient client, String namespace, String kind, String name) {
    Optional<GenericKubernetesResource> found() {
        return Optional.ofNullable(resource().get());
    }

    /**
     * What is made of it, where it is there.
     *
     * @param unread makes the same of the reason for which berth may not look at it
     */
    <T> Optional<T> seen(Function<GenericKubernetesResource, T> reading, Function<String, T> unread) {
        try {
            return found().map(reading);
        } catch (KubernetesClientException refused) {
            if (refused.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw refused;
            }
            return Optional.of(unread.apply(Calls.unread(refused)));
        }
    }

    GenericKubernetesResource now() {
        return found().orElseThrow(() -> new ResourceNotFoundException(this + " is not there"));
    }

    JsonNode json(GenericKubernetesResource object) {
        return client.getKubernetesSerialization().convertValue(object, JsonNode.class);
    }

    /**
     * Applies berth's part by a server-side apply that takes fields over: who has them was looked at before.
     *
     * @param tried whether to try it alone, and change nothing
     */
    JsonNode apply(ObjectNode configuration, boolean tried) {
        PatchContext.Builder how = new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(FieldManagers.OWN)
                .withForce(true);
        if (tried) {
            how.withDryRun(List.of("All"));
        }
        return json(resource().patch(how.build(), configuration.toString()));
    }

    /**
     * Writes berth's part anew, after a dry run whose result nothing else may have changed in.
     *
     * @param live what it was found as
     * @param change written to berth's part, and to what the whole is expected to be
     * @param more what a person is told would change besides
     * @param tried whether to try it alone
     */
    Attempt written(GenericKubernetesResource live, Consumer<ObjectNode> change, String more, boolean tried) {
        JsonNode before = json(live);
        ObjectNode applied = OwnedFields.of(before);
        ObjectNode expected = before.deepCopy();
        List.of(applied, expected).forEach(change);
        if (!same(apply(applied, true), expected)) {
            return Attempt.notDone(more + " would change");
        }
        if (!tried) {
            apply(applied, false);
        }
        return Attempt.done();
    }

    /** What people write of an object; the rest is the server's. */
    private static boolean same(JsonNode one, JsonNode other) {
        return one.path("data").equals(other.path("data"))
                && one.path("spec").equals(other.path("spec"))
                && one.at("/metadata/labels").equals(other.at("/metadata/labels"))
                && one.at("/metadata/annotations").equals(other.at("/metadata/annotations"));
    }

    private Resource<GenericKubernetesResource> resource() {
        return client.genericKubernetesResources(definition())
                .inNamespace(namespace)
                .withName(name);
    }

    private ResourceDefinitionContext definition() {
        boolean core = kind.equals("ConfigMap") || kind.equals("Secret");
        return new ResourceDefinitionContext.Builder()
                .withGroup(core ? "" : "apps")
                .withVersion("v1")
                .withKind(kind)
                .withPlural(kind.toLowerCase(Locale.ROOT) + "s")
                .withNamespaced(true)
                .build();
    }

    @Override
    public String toString() {
        return kind + "/" + name;
    }
}
