package dev.berth.operator;

import dev.berth.cycle.ClusterFinding;
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
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Passes over a policy, and writes down what came of it, whenever it, a Service of its namespace, or a policy that it waits
 * for changes, and when something that it waits for is over.
 */
@ControllerConfiguration(
        name = "policies",
        fieldManager = "berth",
        generationAwareEventProcessing = false,
        informer = @Informer(onUpdateFilter = Retold.class))
public final class PolicyReconciler implements Reconciler<DatabasePortPolicy> {
    private final PolicyCycle cycle;
    private final Clock clock;

    public PolicyReconciler(PolicyCycle cycle, Clock clock) {
        this.cycle = cycle;
        this.clock = clock;
    }

    @Override
    public List<EventSource<?, DatabasePortPolicy>> prepareEventSources(
            EventSourceContext<DatabasePortPolicy> context) {
        InformerEventSource<EndpointSlice, DatabasePortPolicy> slices = watched(EndpointSlice.class, context);
        Neighbours.index(slices);
        return List.of(watched(Service.class, context), slices, Followers.of(context));
    }

    @Override
    public UpdateControl<DatabasePortPolicy> reconcile(DatabasePortPolicy policy, Context<DatabasePortPolicy> context) {
        StatusWriter status = new StatusWriter(policy, context, clock);
        ClusterFinding finding = cycle.pass(policy, Neighbours.of(context), status::write);
        status.write(finding);
        UpdateControl<DatabasePortPolicy> done = UpdateControl.noUpdate();
        finding.again().ifPresent(again -> done.rescheduleAfter(from(again)));
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
