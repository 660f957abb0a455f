package dev.berth.adapter.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.plan.FieldManagers;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One object on its API server, asked for by its name. */
record LiveObject(KubernetesClient client, String namespace, String kind, String name) {
    Optional<GenericKubernetesResource> found() {
        return Optional.ofNullable(resource().get());
    }

    GenericKubernetesResource now() {
        return resource().require();
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
