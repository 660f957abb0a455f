package dev.berth.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
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
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Passes over a policy, and writes down what came of it, whenever it, or a Service of its namespace, changes. */
@ControllerConfiguration(name = "policies", fieldManager = "berth")
public final class PolicyReconciler implements Reconciler<DatabasePortPolicy> {
    private final BiFunction<DatabasePortPolicy, Neighbours, Pass> cycle;
    private final Clock clock;

    public PolicyReconciler(BiFunction<DatabasePortPolicy, Neighbours, Pass> cycle, Clock clock) {
        this.cycle = cycle;
        this.clock = clock;
    }

    @Override
    public List<EventSource<?, DatabasePortPolicy>> prepareEventSources(
            EventSourceContext<DatabasePortPolicy> context) {
        InformerEventSource<EndpointSlice, DatabasePortPolicy> slices = watched(EndpointSlice.class, context);
        Neighbours.index(slices);
        return List.of(watched(Service.class, context), slices);
    }

    @Override
    public UpdateControl<DatabasePortPolicy> reconcile(DatabasePortPolicy policy, Context<DatabasePortPolicy> context) {
        PolicyStatus before = policy.getStatus();
        Pass pass = cycle.apply(policy, Neighbours.of(context));
        PolicyStatus now = new StatusReading(policy, before, clock.instant()).of(pass);
        UpdateControl<DatabasePortPolicy> control =
                now.equals(before) ? UpdateControl.noUpdate() : UpdateControl.patchStatus(withStatus(policy, now));
        pass.soaked().again().ifPresent(control::rescheduleAfter);
        return control;
    }

    /** The status alone: whatever else a patch holds would become ours. */
    private static DatabasePortPolicy withStatus(DatabasePortPolicy policy, PolicyStatus status) {
        DatabasePortPolicy patch = new DatabasePortPolicy();
        patch.setMetadata(new ObjectMetaBuilder()
                .withNamespace(policy.getMetadata().getNamespace())
                .withName(policy.getMetadata().getName())
                .build());
        patch.setStatus(status);
        return patch;
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
