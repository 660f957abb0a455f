package dev.berth.adapter.kube;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.plan.Sha256;
import dev.berth.policy.Document;
import dev.berth.policy.Ground;
import dev.berth.policy.Mark;
import dev.berth.policy.Node;
import dev.berth.policy.PolicyReader;
import dev.berth.policy.Reading;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Reads policies that are objects of a cluster, by the reader that reads those of files. */
public final class PolicyObjects {
    private static final KubernetesSerialization JSON = new KubernetesSerialization();

    private PolicyObjects() {}

    /** One policy, by itself: what is wrong with another is no concern of this one. */
    public static Reading read(HasMetadata object) {
        return PolicyReader.read(List.of(document(object)));
    }

    /** Of the metadata only what names the policy: the rest is the server's. */
    private static Document document(HasMetadata object) {
        String namespace = Objects.requireNonNullElse(object.getMetadata().getNamespace(), "");
        String name = object.getMetadata().getName();
        JsonNode spec = spec(object);
        ObjectNodes nodes = new ObjectNodes(new Mark(namespace + "/" + name, 1));
        Node metadata = new Node.Mapping(
                nodes.mark(),
                List.of(nodes.entry("name", nodes.text(name)), nodes.entry("namespace", nodes.text(namespace))));
        Node root = new Node.Mapping(
                nodes.mark(),
                List.of(
                        nodes.entry("apiVersion", nodes.text(object.getApiVersion())),
                        nodes.entry("kind", nodes.text(object.getKind())),
                        nodes.entry("metadata", metadata),
                        nodes.entry("spec", nodes.of(spec))));
        return new Document(Ground.CLUSTER, root, "", fingerprint(namespace, name, spec));
    }

    /** An operator's own class has it as JSON already, and asks often. */
    private static JsonNode spec(HasMetadata object) {
        return object instanceof CustomResource<?, ?> custom && custom.getSpec() instanceof JsonNode spec
                ? spec
                : JSON.convertValue(object, JsonNode.class).path("spec");
    }

    private static String fingerprint(String namespace, String name, JsonNode spec) {
        // The server writes the keys of an object in their order, so equal specs are equal texts.
        return Sha256.of((namespace + "/" + name + "\n" + spec).getBytes(StandardCharsets.UTF_8));
    }
}
