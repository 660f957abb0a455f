package dev.berth.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WatchedTest {
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final AtomicInteger broken = new AtomicInteger();
    private boolean watching = true;

    @Test
    void aWatchThatEndsByAFailureIsBroken() {
        watched();

        stopped.completeExceptionally(new KubernetesClientException("no longer allowed"));

        assertThat(broken).hasValue(1);
    }

    @Test
    void oneThatIsClosedIsNot() {
        var watched = watched();

        watched.close();

        assertThat(stopped).isCompleted();
        assertThat(broken).hasValue(0);
    }

    @Test
    void whatIsWatchedIsWell() {
        assertThat(watched().unwell()).isEmpty();
    }

    @Test
    void whatIsNotWatchedNowIsNamed() {
        watching = false;

        assertThat(watched().unwell()).containsExactly("ConfigMap");
    }

    private Watched<ConfigMap> watched() {
        return Watched.begin(informer(), new Changes<>(() -> {}), broken::incrementAndGet);
    }

    /** One whose end the test decides; as that of the client, it ends without a failure where it is closed. */
    @SuppressWarnings("unchecked")
    private SharedIndexInformer<ConfigMap> informer() {
        InvocationHandler answers = (informer, asked, words) -> answer(informer, asked);
        return (SharedIndexInformer<ConfigMap>) Proxy.newProxyInstance(
                SharedIndexInformer.class.getClassLoader(), new Class<?>[] {SharedIndexInformer.class}, answers);
    }

    private Object answer(Object informer, Method asked) {
        return switch (asked.getName()) {
            case "addEventHandler" -> informer;
            case "start" -> new CompletableFuture<Void>();
            case "stopped" -> stopped;
            case "close" -> stopped.complete(null);
            case "isWatching" -> watching;
            case "getApiTypeClass" -> ConfigMap.class;
            default -> throw new UnsupportedOperationException(asked.getName());
        };
    }
}
