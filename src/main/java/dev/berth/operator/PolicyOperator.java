package dev.berth.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import java.time.Clock;
import java.time.Duration;

/** The operator at work, until it is closed; the client stays open. */
public final class PolicyOperator implements AutoCloseable {
    private static final Duration LAST_WORK = Duration.ofSeconds(5);

    private final Operator operator;

    private PolicyOperator(Operator operator) {
        this.operator = operator;
    }

    public static PolicyOperator start(KubernetesClient client, PolicyCycle cycle, Clock clock) {
        Operator operator = new Operator(configuration -> configuration
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withReconciliationTerminationTimeout(LAST_WORK));
        operator.register(new PolicyReconciler(cycle, clock));
        operator.start();
        return new PolicyOperator(operator);
    }

    @Override
    public void close() {
        operator.stop();
    }
}
