package dev.berth.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Makes calls of which a second would find what the first has done, and take that for somebody else's: where the answer to one
 * is lost it looks whether that was done before it makes it again, which a client by itself does not.
 */
record Unrepeated(KubernetesClient client) {
    private static final int TRIES = 4;
    private static final int TOO_MANY = 429;
    private static final int FAILING = 500;

    /** @param done what came of a call whose answer was lost; empty where nothing did */
    <T> T call(Function<NamespacedKubernetesClient, T> call, Supplier<Optional<T>> done) {
        for (int tried = 1; ; tried++) {
            try {
                return client.adapt(NamespacedKubernetesClient.class)
                        .withRequestConfig(once())
                        .call(call::apply);
            } catch (KubernetesClientException failure) {
                if (tried == TRIES || decided(failure)) {
                    throw failure;
                }
                Optional<T> came = done.get();
                if (came.isPresent()) {
                    return came.get();
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
}
