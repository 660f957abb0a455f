package dev.berth.operator;

import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Objects of a cluster that a watch keeps up to date, listed beside whatever else is done until somebody waits for that. */
record Watched<T>(SharedIndexInformer<T> informer, CompletionStage<Void> listed) implements AutoCloseable {
    static <T> Watched<T> begin(SharedIndexInformer<T> informer, ResourceEventHandler<T> handler) {
        informer.addEventHandler(handler);
        return new Watched<>(informer, informer.start());
    }

    /** Until what is there is known; fails where it can't be listed. */
    void await() {
        listed.toCompletableFuture().join();
    }

    List<T> all() {
        return informer.getStore().list();
    }

    /** Of a watch over one object. */
    Optional<T> only() {
        return all().stream().findFirst();
    }

    @Override
    public void close() {
        informer.close();
    }
}
