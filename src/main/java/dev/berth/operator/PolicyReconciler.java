package dev.berth.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Passes over a policy, and writes down what came of it, whenever it, a Service of its namespace, or a policy that it waits
 * for changes, and when something that it waits for is over. What failed is tried again for as long as it takes.
 */
@ControllerConfiguration(
        name = "policies",
        generationAwareEventProcessing = false,
        triggerReconcilerOnAllEvents = true,
        informer = @Informer(onUpdateFilter = Retold.class))
@GradualRetry(maxAttempts = -1, initialInterval = 1000, intervalMultiplier = 2, maxInterval = 60_000)
public final class PolicyReconciler implements Reconciler<DatabasePortPolicy> {
    private static final Duration AGAIN = Duration.ofSeconds(30);

    /** How long the end of a policy may take to be done with. */
    private static final long SOON_MILLIS = 500;

    private final Passage passage;
    private final Warden warden;
    private final Clock clock;
    private volatile @Nullable Neighbours caches;
    private volatile @Nullable Remade remade;

    public PolicyReconciler(Passage passage, Warden warden, Clock clock) {
        this.passage = passage;
        this.warden = warden;
        this.clock = clock;
    }

    @Override
    public List<EventSource<?, DatabasePortPolicy>> prepareEventSources(
            EventSourceContext<DatabasePortPolicy> context) {
        InformerEventSource<EndpointSlice, DatabasePortPolicy> slices = watched(EndpointSlice.class, context);
        InformerEventSource<Service, DatabasePortPolicy> services = watched(Service.class, context);
        Neighbours.index(services, slices);
        caches = Neighbours.of(services, slices, context);
        Remade again = new Remade(
                context.getPrimaryCache(), CompletableFuture.delayedExecutor(SOON_MILLIS, TimeUnit.MILLISECONDS));
        remade = again;
        return List.of(
                services, slices, Followers.of(context), again, warden.watch(context.getPrimaryCache(), services));
    }

    /** Empty before the watches were prepared. */
    Optional<Neighbours> caches() {
        return Optional.ofNullable(caches);
    }

    @Override
    public UpdateControl<DatabasePortPolicy> reconcile(DatabasePortPolicy policy, Context<DatabasePortPolicy> context) {
        Remade again = Objects.requireNonNull(remade);
        if (context.isPrimaryResourceDeleted()) {
            if (!again.ended(policy)) {
                passage.gone(policy);
            }
            return UpdateControl.noUpdate();
        }
        again.seen(policy);
        return policy.isMarkedForDeletion() ? left(policy, context) : passed(policy, context);
    }

    private UpdateControl<DatabasePortPolicy> passed(DatabasePortPolicy policy, Context<DatabasePortPolicy> context) {
        StatusWriter status = new StatusWriter(policy, context, warden, clock);
        Optional<Pass> pass = passage.over(policy, Neighbours.of(context), status::write);
        pass.ifPresent(status::write);
        UpdateControl<DatabasePortPolicy> done = UpdateControl.noUpdate();
        pass.flatMap(one -> one.again(clock.instant())).ifPresent(again -> done.rescheduleAfter(from(again)));
        return done;
    }

    /** Whom somebody else keeps is nobody's business here any more. */
    private UpdateControl<DatabasePortPolicy> left(DatabasePortPolicy policy, Context<DatabasePortPolicy> context) {
        UpdateControl<DatabasePortPolicy> done = UpdateControl.noUpdate();
        if (policy.hasFinalizer(Tether.FINALIZER)) {
            if (passage.leave(policy, Neighbours.of(context))) {
                new Tether(context.getClient()).untie(policy);
            } else {
                done.rescheduleAfter(AGAIN);
            }
        }
        return done;
    }

    /** A moment longer: a clock may run a little ahead of the timer. */
    private Duration from(Instant again) {
        Duration left = Duration.between(clock.instant(), again).plusMillis(1);
        return left.isNegative() ? Duration.ofMillis(1) : left;
    }

    private static <R extends HasMetadata> InformerEventSource<R, DatabasePortPolicy> watched(
            Class<R> type, EventSourceContext<DatabasePortPolicy> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(type, DatabasePortPolicy.class)
                        .withSecondaryToPrimaryMapper(changed -> Concerned.by(changed, context.getPrimaryCache()))
                        // Nobody asks JOSDK whose they are, and its index has each policy once for each Service beside
                        // it.
                        .withPrimaryToSecondaryMapper(policy -> Set.of())
                        .build(),
                context);
    }
}
