package dev.berth.adapter.kube;

import dev.berth.plan.ClusterDecision;
import dev.berth.plan.ClusterPlanner;
import dev.berth.policy.Policy;
import dev.berth.policy.Reading;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;

/** A policy {@code shop} as people write it, which wants the database {@code main} of a cluster at 7000. */
public record PolicyText(String text) {
    /** @param service in front of the database, a PostgreSQL */
    public static PolicyText of(String service) {
        return new PolicyText("""
                apiVersion: berth.dev/v1alpha1
                kind: DatabasePortPolicy
                metadata: {name: shop}
                spec:
                  kubernetes: {}
                  databases:
                    - {name: main, engine: PostgreSQL, service: SERVICE, ports: [{name: sql, target: 5432, port: 7000}]}
                """.replace("SERVICE", service));
    }

    /** The same, whose database the pods of a workload are, such as {@code StatefulSet/main}, by a port of their nodes. */
    public PolicyText ofPods(String workload) {
        return new PolicyText(text.replaceFirst("service: [^,]+,", "workload: " + workload + ","));
    }

    public PolicyText named(String name) {
        return new PolicyText(text.replace("name: shop", "name: " + name));
    }

    /** @param field beside its name */
    public PolicyText marked(String field) {
        return new PolicyText(text.replace("metadata: {", "metadata: {" + field + ", "));
    }

    /** @param name of its database */
    public PolicyText database(String name) {
        return new PolicyText(text.replace("{name: main, engine", "{name: " + name + ", engine"));
    }

    public PolicyText engine(String engine) {
        return new PolicyText(text.replace("PostgreSQL", engine));
    }

    public PolicyText at(int port) {
        return new PolicyText(text.replace("port: 7000", "port: " + port));
    }

    public PolicyText mode(String mode) {
        return new PolicyText(text.replaceFirst("(?m)^  mode: .*\n", "")).with("mode: " + mode);
    }

    /** @param database a further one */
    public PolicyText besides(String database) {
        return new PolicyText(text + "    - " + database + "\n");
    }

    /** @param fields of its spec, further ones; no database comes after them */
    public PolicyText with(String fields) {
        return new PolicyText(text + fields.indent(2));
    }

    /** What berth reads there. */
    public Policy read(String namespace) {
        GenericKubernetesResource object = Serialization.unmarshal(text, GenericKubernetesResource.class);
        object.getMetadata().setNamespace(namespace);
        return ((Reading.Valid) PolicyObjects.read(object)).policies().get(0);
    }

    /** What berth decides upon it now. */
    public ClusterDecision.Seen decided(KubernetesClient client, String namespace) {
        var policy = read(namespace);
        var facts = ServiceSource.live(client).look(policy);
        return (ClusterDecision.Seen) ClusterPlanner.decide(policy, facts);
    }
}
