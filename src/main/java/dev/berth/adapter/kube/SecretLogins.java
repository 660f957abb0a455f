package dev.berth.adapter.kube;

import dev.berth.engine.Login;
import dev.berth.engine.Logins;
import dev.berth.observe.ClusterFacts;
import dev.berth.observe.ClusterFacts.Locked;
import dev.berth.observe.Sources;
import dev.berth.policy.Credentials;
import dev.berth.policy.Database;
import dev.berth.policy.Policy;
import dev.berth.policy.SecretSource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads logins from Secrets of one namespace, each by its name when it is used, and keeps none. */
public record SecretLogins(KubernetesClient client, String namespace) implements Logins {
    /** What a cluster says now, and which logins can't be had in it. */
    public record Locks(KubernetesClient client, Sources.Cluster services) implements Sources.Cluster {
        @Override
        public ClusterFacts look(Policy policy) {
            return services.look(policy);
        }

        @Override
        public List<Locked> locked(Policy policy) {
            SecretLogins logins = new SecretLogins(client, policy.namespace());
            return policy.databases().stream()
                    .flatMap(database -> logins.locked(database).stream())
                    .toList();
        }
    }

    private Optional<Locked> locked(Database database) {
        try {
            resolve(database.credentials().orElse(Credentials.NONE), "");
            return Optional.empty();
        } catch (UnresolvedCredentials e) {
            return Optional.of(new Locked(
                    database.name(), String.valueOf(e.getMessage()), "put it there, or correct credentials"));
        }
    }

    @Override
    public Login resolve(Credentials credentials, String root) throws UnresolvedCredentials {
        return new Login(resolve(credentials.user()), resolve(credentials.password()));
    }

    private Optional<String> resolve(Optional<SecretSource> source) throws UnresolvedCredentials {
        if (source.isEmpty()) {
            return Optional.empty();
        }
        if (source.get() instanceof SecretSource.Value value) {
            return Optional.of(value.text());
        }
        if (source.get() instanceof SecretSource.SecretKeyRef reference) {
            return Optional.of(value(reference));
        }
        throw new UnresolvedCredentials("in a cluster credentials can only stand in a Secret");
    }

    private String value(SecretSource.SecretKeyRef reference) throws UnresolvedCredentials {
        String name = "Secret " + reference.name() + " of namespace " + namespace;
        Secret secret =
                secret(reference.name(), name).orElseThrow(() -> new UnresolvedCredentials(name + " is not there"));
        String encoded = Stream.ofNullable(secret.getData())
                .flatMap(data -> Stream.ofNullable(data.get(reference.key())))
                .findFirst()
                .orElseThrow(() -> new UnresolvedCredentials(name + " has no key " + reference.key()));
        return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    }

    private Optional<Secret> secret(String secret, String name) throws UnresolvedCredentials {
        try {
            return Optional.ofNullable(
                    client.secrets().inNamespace(namespace).withName(secret).get());
        } catch (KubernetesClientException refused) {
            throw new UnresolvedCredentials(name + " " + Calls.unread(refused));
        }
    }
}
