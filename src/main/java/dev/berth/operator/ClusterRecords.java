package dev.berth.operator;

import dev.berth.journal.Journal;
import dev.berth.journal.Records;
import dev.berth.journal.UnwritableJournal;
import dev.berth.plan.Plan;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * The migrations of one policy of a cluster, each a PortMigration of its namespace: {@code POLICY-N}. They belong to the
 * policy and go with it; those of an earlier policy of its name that somebody kept are none of this one's.
 *
 * @param uid the policy's
 * @param write a plan as text
 * @param read the same, back
 */
public record ClusterRecords(
        KubernetesClient client,
        String namespace,
        String policy,
        String uid,
        Function<Plan, String> write,
        Function<String, Plan> read)
        implements Records {
    @Override
    public List<Journal> all() {
        return numbered().stream()
                .filter(this::isOurs)
                .map(object -> journal(client, object, read))
                .toList();
    }

    /** @param read a plan as text, back */
    public static Journal journal(KubernetesClient client, PortMigration object, Function<String, Plan> read) {
        return new ClusterJournal(client, object, read.apply(object.getSpec().plan()));
    }

    /** Two who open one at the same time want the same name, and one of them is refused. */
    @Override
    public Journal open(Instant at, Plan plan) {
        var before = numbered();
        int number = before.isEmpty() ? 1 : number(before.get(before.size() - 1)) + 1;
        var object = new PortMigration();
        object.setMetadata(new ObjectMetaBuilder()
                .withNamespace(namespace)
                .withName(policy + "-" + number)
                .withOwnerReferences(new OwnerReferenceBuilder()
                        .withApiVersion(HasMetadata.getApiVersion(DatabasePortPolicy.class))
                        .withKind(HasMetadata.getKind(DatabasePortPolicy.class))
                        .withName(policy)
                        .withUid(uid)
                        .withController(true)
                        .build())
                .build());
        int berths =
                plan.moves().stream().mapToInt(move -> move.berths().size()).sum();
        object.setSpec(new MigrationSpec(policy, berths, plan.hash(), write.apply(plan)));
        try {
            return new ClusterJournal(client, client.resource(object).create(), plan);
        } catch (KubernetesClientException refused) {
            throw new UnwritableJournal("no PortMigration can be begun: " + refused.getMessage(), refused);
        }
    }

    private List<PortMigration> numbered() {
        return client.resources(PortMigration.class).inNamespace(namespace).list().getItems().stream()
                .filter(object -> object.getSpec().policy().equals(policy) && number(object) > 0)
                .sorted(Comparator.comparingInt(this::number))
                .toList();
    }

    private boolean isOurs(PortMigration object) {
        return object.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> owner.getUid().equals(uid));
    }

    private int number(PortMigration object) {
        return number(object, policy);
    }

    /** Which of a policy's migrations it is; zero for an object that is none of berth's. */
    static int number(PortMigration object, String policy) {
        String name = object.getMetadata().getName();
        String digits = name.substring(Math.min(policy.length() + 1, name.length()));
        return digits.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(digits) : 0;
    }
}
