package dev.berth.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The operator at work, until it is closed; the client stays open. */
public final class PolicyOperator implements AutoCloseable {
    private static final Duration LAST_WORK = Duration.ofSeconds(5);

    private final Operator operator;
    private final PolicyReconciler reconciler;
    private final Warden warden;
    private final Terms terms;

    private PolicyOperator(Operator operator, PolicyReconciler reconciler, Warden warden, Terms terms) {
        this.operator = operator;
        this.reconciler = reconciler;
        this.warden = warden;
        this.terms = terms;
    }

    /**
     * How an operator is to be.
     *
     * @param namespaces whose policies it keeps; empty for all
     * @param leadership empty for one that is alone
     * @param broken told when a watch has ended for good
     */
    public record Terms(Set<String> namespaces, Optional<Leadership> leadership, Runnable broken) {
        public static final Terms ALONE = new Terms(Set.of(), Optional.empty(), () -> {});

        public Terms {
            namespaces = Set.copyOf(namespaces);
        }
    }

    /**
     * Does not return before its caches have what is there.
     *
     * @param warden closed with the operator
     */
    public static PolicyOperator start(
            KubernetesClient client, Passage passage, Warden warden, Clock clock, Terms terms) {
        Operator operator = new Operator(configuration -> {
            configuration
                    .withKubernetesClient(client)
                    .withResourceCloner(new PolicyCopies(client))
                    .withCloseClientOnStop(false)
                    .withInformerStoppedHandler(
                            (informer, failure) -> terms.broken().run())
                    .withReconciliationTerminationTimeout(LAST_WORK);
            terms.leadership()
                    .ifPresent(leadership -> configuration.withLeaderElectionConfiguration(leadership.configuration()));
        });
        PolicyReconciler reconciler = new PolicyReconciler(passage, warden, clock);
        operator.register(reconciler, controller -> {
            if (!terms.namespaces().isEmpty()) {
                controller.settingNamespaces(terms.namespaces());
            }
        });
        operator.start();
        return new PolicyOperator(operator, reconciler, warden, terms);
    }

    /** What it knows without asking: every replica does, whether it leads or not. */
    public Optional<Neighbours> caches() {
        return reconciler.caches();
    }

    /** How many strays there are in the namespaces that have a policy. */
    public int strays() {
        return warden.strays();
    }

    /** The watches that do not keep their caches up to date now. */
    public List<String> unwell() {
        Stream<String> sources = operator.getRuntimeInfo().unhealthyEventSources().values().stream()
                .map(Map::keySet)
                .flatMap(Set::stream);
        return Stream.concat(sources, warden.unwell())
                .map(source -> source + " is not watched now")
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        operator.stop();
        warden.close();
        terms.leadership().ifPresent(leadership -> leadership.release(operator.getKubernetesClient()));
    }
}
