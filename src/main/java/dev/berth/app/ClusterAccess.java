package dev.berth.app;

import dev.berth.operator.DatabasePortPolicy;
import dev.berth.operator.Leadership;
import dev.berth.operator.PolicyEvents;
import dev.berth.operator.PortMigration;
import dev.berth.plan.FieldManagers;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The way to a cluster by the usual kubeconfig, or in a pod by its service account, and what the cluster must have. */
final class ClusterAccess implements AutoCloseable {
    /** Where a Pod is told the namespace that it is in. */
    private static final String OWN = "POD_NAMESPACE";

    private static final int LOOK_MILLIS = 5000;

    /** Doubled from a tenth of a second: some three seconds in all, so that a lost lease is noticed in time. */
    private static final int RETRIES = 5;

    /** Doubled up to some three seconds, so that a watch that broke is not deaf for long. */
    private static final int WATCH_AGAIN_MILLIS = 100;

    private static final ListOptions ONE =
            new ListOptionsBuilder().withLimit(1L).build();

    private final String home;
    private final List<String> namespaces;
    private final Config config = Config.autoConfigure(null);
    private final KubernetesClient client = client(new ConfigBuilder(config)
            .withRequestRetryBackoffLimit(RETRIES)
            .withWatchReconnectInterval(WATCH_AGAIN_MILLIS));

    /** @param home where the Lease is */
    ClusterAccess(String home, List<String> namespaces) {
        this.home = home;
        this.namespaces = namespaces;
    }

    /** berth's own namespace. */
    static String home(Map<String, String> environment) {
        return environment.getOrDefault(OWN, "berth-system");
    }

    KubernetesClient client() {
        return client;
    }

    PolicyEvents events(Clock clock, String instance) {
        return new PolicyEvents(client, clock, instance);
    }

    /** Why the operator can't work there, and what would lift it. */
    Optional<String> unfit() {
        try (var quick = client(new ConfigBuilder(config)
                .withRequestRetryBackoffLimit(0)
                .withConnectionTimeout(LOOK_MILLIS)
                .withRequestTimeout(LOOK_MILLIS))) {
            return unknown(quick, DatabasePortPolicy.class)
                    .or(() -> unknown(quick, PortMigration.class))
                    .or(() -> homeless(quick))
                    .or(() -> unlisted(quick));
        } catch (KubernetesClientException unreached) {
            return Optional.of("the API server " + config.getMasterUrl() + " can't be asked: " + words(unreached)
                    + " — set KUBECONFIG, or run it in a pod");
        }
    }

    /** Why an API server does not answer, where it does not. */
    static Optional<String> silent(KubernetesClient client) {
        try {
            client.getKubernetesVersion();
            return Optional.empty();
        } catch (KubernetesClientException gone) {
            return Optional.of("the API server does not answer: " + words(gone));
        }
    }

    private static Optional<String> unknown(KubernetesClient client, Class<? extends CustomResource<?, ?>> kind) {
        return client.supports(kind)
                ? Optional.empty()
                : Optional.of("the API server does not know " + CustomResource.getCRDName(kind)
                        + " — kubectl apply -f crds/");
    }

    /** A dry run of what an election does. */
    private Optional<String> homeless(KubernetesClient client) {
        try {
            client.resource(new LeaseBuilder()
                            .withNewMetadata()
                            .withNamespace(home)
                            .withName(Leadership.LEASE)
                            .endMetadata()
                            .build())
                    .dryRun()
                    .create();
            return Optional.empty();
        } catch (KubernetesClientException refused) {
            return refused.getCode() == HttpURLConnection.HTTP_CONFLICT
                    ? Optional.empty()
                    : refused(
                            refused,
                            "no Lease can be made in namespace " + home
                                    + " — make it, or name another in POD_NAMESPACE");
        }
    }

    private Optional<String> unlisted(KubernetesClient client) {
        try {
            var policies = client.resources(DatabasePortPolicy.class);
            if (namespaces.isEmpty()) {
                policies.inAnyNamespace().list(ONE);
            }
            namespaces.forEach(namespace -> policies.inNamespace(namespace).list(ONE));
            return Optional.empty();
        } catch (KubernetesClientException refused) {
            return refused(refused, "policies can't be listed — grant what docs/kubernetes.md lists");
        }
    }

    /** What the API server did not answer at all is another matter. */
    private static Optional<String> refused(KubernetesClientException refused, String words) {
        if (refused.getCode() == 0) {
            throw refused;
        }
        return Optional.of(words + ": " + words(refused));
    }

    /** The innermost reason of a failure, as far as it has words. */
    static String words(Throwable failure) {
        var root = failure;
        while (root.getCause() != null && root.getCause().getMessage() != null) {
            root = root.getCause();
        }
        if (root instanceof KubernetesClientException refused && refused.getStatus() != null) {
            return refused.getStatus().getMessage();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }

    /** What a write does not name a field manager for, the API server puts down to the user agent. */
    private static KubernetesClient client(ConfigBuilder config) {
        return new KubernetesClientBuilder()
                .withConfig(config.withUserAgent(FieldManagers.OWN).build())
                .build();
    }

    @Override
    public void close() {
        client.close();
    }
}
