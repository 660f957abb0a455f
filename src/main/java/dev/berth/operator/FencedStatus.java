package dev.berth.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import java.util.Optional;

/**
 * Replaces the status of a PortMigration under the version that was seen last. Where the answer is lost it looks whether that
 * was done: who tries again blindly is refused as if another had written.
 */
record FencedStatus(KubernetesClient client) {
    private static final int TRIES = 4;
    private static final int TOO_MANY = 429;
    private static final int FAILING = 500;

    PortMigration replace(PortMigration wanted) {
        for (int tried = 1; ; tried++) {
            try {
                return client.adapt(NamespacedKubernetesClient.class)
                        .withRequestConfig(once())
                        .call(unrepeated -> unrepeated.resource(wanted).updateStatus());
            } catch (KubernetesClientException failure) {
                if (tried == TRIES || decided(failure)) {
                    throw failure;
                }
                Optional<PortMigration> done = done(wanted);
                if (done.isPresent()) {
                    return done.get();
                }
            }
        }
    }

    private RequestConfig once() {
        return new RequestConfigBuilder()
                .withRequestTimeout(client.getConfiguration().getRequestTimeout())
                .withRequestRetryBackoffLimit(0)
                .build();
    }

    /** Zero where nobody answered. */
    private static boolean decided(KubernetesClientException failure) {
        return failure.getCode() > 0 && failure.getCode() < FAILING && failure.getCode() != TOO_MANY;
    }

    /** An entry has its time in it, so nobody else writes the same. */
    private Optional<PortMigration> done(PortMigration wanted) {
        return Optional.ofNullable(client.resource(wanted).get())
                .filter(now -> EntryText.written(now).equals(EntryText.written(wanted)));
    }
}
