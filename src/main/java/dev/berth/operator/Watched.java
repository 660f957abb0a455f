package dev.berth.operator;

import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** Objects of a cluster that a watch keeps up to date, listed beside whatever else is done until somebody waits for that. */
record Watched<T>(SharedIndexInformer<T> informer, CompletionStage<Void> listed) implements AutoCloseable {
    /** @param broken told when the watch has ended for good, and nobody closed it */
    static <T> Watched<T> begin(SharedIndexInformer<T> informer, ResourceEventHandler<T> handler, Runnable broken) {
        informer.addEventHandler(handler);
        CompletionStage<Void> listed = informer.start();
        informer.stopped().whenComplete((ended, failure) -> {
            // One that is closed ends without a failure.
            if (failure != null) {
                broken.run();
            }
        });
        return new Watched<>(informer, listed);
    }

    /** What it does not keep up to date now. */
    Stream<String> unwell() {
        return informer.isWatching()
                ? Stream.empty()
                : Stream.of(informer.getApiTypeClass().getSimpleName());
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
