package dev.berth.bench;

import dev.berth.operator.DatabasePortPolicy;
import dev.berth.operator.PolicyStatus;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What berth is held against: an operator as the documentation of JOSDK shows one. It says of each policy whether its Service
 * has the wanted port, out of its caches, and patches the status each time; it plans, moves and guards nothing.
 */
public final class PlainOperator {
    private PlainOperator() {}

    /** Runs until it is killed. */
    public static void main(String[] words) {
        var operator = new Operator(
                configuration -> configuration.withKubernetesClient(new KubernetesClientBuilder().build()));
        operator.register(new Plain());
        operator.start();
    }

    /** Its one reconciler. */
    @ControllerConfiguration(name = "plain")
    static final class Plain implements Reconciler<DatabasePortPolicy> {
        @Override
        public List<EventSource<?, DatabasePortPolicy>> prepareEventSources(
                EventSourceContext<DatabasePortPolicy> context) {
            return List.of(new InformerEventSource<>(
                    InformerEventSourceConfiguration.from(Service.class, DatabasePortPolicy.class)
                            .withSecondaryToPrimaryMapper(service -> context.getPrimaryCache()
                                    .list(service.getMetadata().getNamespace())
                                    .map(ResourceID::fromResource)
                                    .collect(Collectors.toSet()))
                            .build(),
                    context));
        }

        @Override
        public UpdateControl<DatabasePortPolicy> reconcile(
                DatabasePortPolicy policy, Context<DatabasePortPolicy> context) {
            var database = policy.getSpec().at("/databases/0");
            boolean there = services(context)
                    .get(new ResourceID(
                            database.path("service").asText(),
                            policy.getMetadata().getNamespace()))
                    .filter(service -> service.getSpec().getPorts().stream()
                            .anyMatch(port -> port.getPort()
                                    .equals(database.at("/ports/0/port").asInt())))
                    .isPresent();
            return UpdateControl.patchStatus(written(policy, there));
        }

        private static InformerEventSource<Service, DatabasePortPolicy> services(Context<DatabasePortPolicy> context) {
            return (InformerEventSource<Service, DatabasePortPolicy>)
                    context.eventSourceRetriever().getEventSourceFor(Service.class);
        }

        private static DatabasePortPolicy written(DatabasePortPolicy policy, boolean there) {
            var patch = new DatabasePortPolicy();
            patch.setMetadata(new ObjectMetaBuilder()
                    .withNamespace(policy.getMetadata().getNamespace())
                    .withName(policy.getMetadata().getName())
                    .build());
            var ready = new ConditionBuilder()
                    .withType("Ready")
                    .withStatus(there ? "True" : "False")
                    .withReason(there ? "InSync" : "ChangesPending")
                    .withMessage("")
                    .withObservedGeneration(policy.getMetadata().getGeneration())
                    .withLastTransitionTime(
                            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                    .build();
            patch.setStatus(new PolicyStatus(
                    policy.getMetadata().getGeneration(),
                    there ? PolicyStatus.Phase.IN_SYNC : PolicyStatus.Phase.PENDING,
                    1,
                    there ? 1 : 0,
                    null,
                    List.of(ready),
                    null));
            return patch;
        }
    }
}
