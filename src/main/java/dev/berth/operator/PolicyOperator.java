package dev.berth.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BiFunction;

/** The operator at work, until it is closed; the client stays open. */
public final class PolicyOperator implements AutoCloseable {
    private static final Duration LAST_WORK = Duration.ofSeconds(5);

    private final Operator operator;
    private final Warden warden;

    private PolicyOperator(Operator operator, Warden warden) {
        this.operator = operator;
        this.warden = warden;
    }

    /**
     * @param cycle passes over one policy: looks, decides, and does what is due
     * @param warden closed with the operator
     */
    public static PolicyOperator start(
            KubernetesClient client,
            BiFunction<DatabasePortPolicy, Neighbours, Pass> cycle,
            Warden warden,
            Clock clock) {
        Operator operator = new Operator(configuration -> configuration
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withReconciliationTerminationTimeout(LAST_WORK));
        operator.register(new PolicyReconciler(cycle, warden, clock));
        operator.start();
        return new PolicyOperator(operator, warden);
    }

    /** How many strays there are in the namespaces that have a policy. */
    public int strays() {
        return warden.strays();
    }

    @Override
    public void close() {
        operator.stop();
        warden.close();
    }
}
