package dev.berth.operator;

import dev.berth.operator.Neighbours.Caches;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.PrimaryUpdateAndCacheUtils;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Passes over a policy, and writes down what came of it, whenever it, or a Service of its namespace, changes. What failed is
 * tried again for as long as it takes.
 */
@ControllerConfiguration(name = "policies", fieldManager = "berth", finalizerName = "berth.dev/migrations")
@GradualRetry(maxAttempts = -1, initialInterval = 1000, intervalMultiplier = 2, maxInterval = 60_000)
public final class PolicyReconciler implements Reconciler<DatabasePortPolicy>, Cleaner<DatabasePortPolicy> {
    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("berth")
            .withForce(true)
            .build();

    private static final Duration AGAIN = Duration.ofSeconds(30);

    private final Passage passage;
    private final Clock clock;
    private volatile @Nullable Caches caches;

    public PolicyReconciler(Passage passage, Clock clock) {
        this.passage = passage;
        this.clock = clock;
    }

    @Override
    public List<EventSource<?, DatabasePortPolicy>> prepareEventSources(
            EventSourceContext<DatabasePortPolicy> context) {
        InformerEventSource<EndpointSlice, DatabasePortPolicy> slices = watched(EndpointSlice.class, context);
        InformerEventSource<Service, DatabasePortPolicy> services = watched(Service.class, context);
        Neighbours.index(slices);
        caches = new Caches(context.getPrimaryCache(), new Neighbours(services, slices));
        return List.of(services, slices);
    }

    /** Empty before the watches were prepared. */
    Optional<Caches> caches() {
        return Optional.ofNullable(caches);
    }

    @Override
    public UpdateControl<DatabasePortPolicy> reconcile(DatabasePortPolicy policy, Context<DatabasePortPolicy> context) {
        Optional<Pass> pass = passage.over(policy, Neighbours.of(context));
        if (pass.isEmpty()) {
            return UpdateControl.noUpdate();
        }
        PolicyStatus before = policy.getStatus();
        PolicyStatus now = new StatusReading(policy, before, clock.instant())
                .of(pass.get().decision(), pass.get().newest());
        if (!now.equals(before)) {
            write(policy, now, context);
        }
        UpdateControl<DatabasePortPolicy> update = UpdateControl.noUpdate();
        pass.get().again().ifPresent(update::rescheduleAfter);
        return update;
    }

    @Override
    public DeleteControl cleanup(DatabasePortPolicy policy, Context<DatabasePortPolicy> context) {
        return passage.leave(policy)
                ? DeleteControl.defaultDelete()
                : DeleteControl.noFinalizerRemoval().rescheduleAfter(AGAIN.toMillis());
    }

    /**
     * Writes the status alone, since whatever else a patch holds would become ours, under the version that was looked at: who
     * looked at an older one is refused, and looks again. The next pass sees what this one wrote, though its watch does not
     * yet: it would take its own news for old.
     */
    private static void write(DatabasePortPolicy policy, PolicyStatus status, Context<DatabasePortPolicy> context) {
        DatabasePortPolicy patch = new DatabasePortPolicy();
        patch.setMetadata(new ObjectMetaBuilder()
                .withNamespace(policy.getMetadata().getNamespace())
                .withName(policy.getMetadata().getName())
                .build());
        patch.setStatus(status);
        PrimaryUpdateAndCacheUtils.updateAndCacheResource(
                policy,
                context,
                seen -> patch,
                written -> context.getClient()
                        .resource(written)
                        .subresource("status")
                        .patch(APPLY),
                0,
                0,
                0);
    }

    private static <R extends HasMetadata> InformerEventSource<R, DatabasePortPolicy> watched(
            Class<R> type, EventSourceContext<DatabasePortPolicy> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(type, DatabasePortPolicy.class)
                        .withSecondaryToPrimaryMapper(changed -> policies(changed, context))
                        .build(),
                context);
    }

    private static Set<ResourceID> policies(HasMetadata changed, EventSourceContext<DatabasePortPolicy> context) {
        return context.getPrimaryCache()
                .list(changed.getMetadata().getNamespace())
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }
}
