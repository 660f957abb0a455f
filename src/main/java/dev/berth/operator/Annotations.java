package dev.berth.operator;

import dev.berth.cycle.Orders;
import dev.berth.cycle.RehearsalBook;
import dev.berth.cycle.Tiers;
import dev.berth.cycle.Trial;
import dev.berth.plan.Signal;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people say of a policy by the annotations of its object. */
public final class Annotations {
    private Annotations() {}

    /**
     * @param client takes an approval away that is used
     * @param tiers what is known of the policies that it waits for
     * @param trials the rehearsals of its plans, oldest first
     */
    public static Orders orders(DatabasePortPolicy policy, KubernetesClient client, Tiers tiers, List<Trial> trials) {
        return new Orders(
                said(policy, Signal.APPROVE).map(hash -> new AnnotatedPermit(client, policy, hash)),
                said(policy, Signal.SUSPEND).isPresent(),
                said(policy, Signal.ROLLBACK),
                tiers,
                new RehearsalBook(rehearsed(policy), trials));
    }

    /** The plan that a person wants rehearsed, by its hash. */
    public static Optional<String> rehearsed(DatabasePortPolicy policy) {
        return said(policy, Signal.REHEARSE);
    }

    /** The plan whose old ports a person lets go, by its hash. */
    public static Optional<String> retired(DatabasePortPolicy policy) {
        return said(policy, Signal.RETIRE);
    }

    /** Takes away what a person said, once it has been done, unless that person says something else by now. */
    public static void withdraw(DatabasePortPolicy policy, KubernetesClient client, Signal signal, String value) {
        try {
            client.resource(policy)
                    .patch(
                            PatchContext.of(PatchType.JSON),
                            "[" + AnnotatedPermit.same(policy) + ", "
                                    + AnnotatedPermit.operation("test", signal.key(), value) + ", "
                                    + AnnotatedPermit.operation("remove", signal.key(), "") + "]");
        } catch (KubernetesClientException refused) {
            if (!AnnotatedPermit.isOver(refused)) {
                throw refused;
            }
        }
    }

    /** Whether what people say differs between two states of a policy. */
    static boolean differ(DatabasePortPolicy one, DatabasePortPolicy other) {
        for (Signal signal : Signal.values()) {
            if (!said(one, signal).equals(said(other, signal))) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> said(DatabasePortPolicy policy, Signal signal) {
        Map<String, String> annotations = policy.getMetadata().getAnnotations();
        return annotations == null
                ? Optional.empty()
                : Optional.ofNullable(annotations.get(signal.key())).filter(value -> !value.equals("false"));
    }
}
