package dev.berth.operator;

import dev.berth.journal.UnwritableJournal;
import dev.berth.plan.Plan;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The PortMigrations of one policy whose names begin alike and end in a number that counts up.
 *
 * @param uid the policy's
 */
record MigrationShelf(KubernetesClient client, String namespace, String policy, String uid, String prefix) {
    /**
     * What one listing tells.
     *
     * @param ours those of this very policy, oldest first; an earlier one of its name may have left some
     * @param next the number after all that are there, whosever they are
     */
    record Look(List<PortMigration> ours, int next) {
        Look {
            ours = List.copyOf(ours);
        }
    }

    Look look() {
        List<PortMigration> numbered = numbered();
        int next = numbered.isEmpty() ? 1 : number(numbered.get(numbered.size() - 1)) + 1;
        return new Look(numbered.stream().filter(this::isOurs).toList(), next);
    }

    /**
     * Makes one, unless the number is taken.
     *
     * @param text the plan as text
     * @param rehearses the plan that it rehearses, by its hash
     */
    PortMigration open(int number, Plan plan, String text, @Nullable String rehearses) {
        PortMigration object = new PortMigration();
        object.setMetadata(new ObjectMetaBuilder()
                .withNamespace(namespace)
                .withName(prefix + number)
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
        object.setSpec(new MigrationSpec(policy, berths, plan.hash(), text, rehearses));
        try {
            return new Unrepeated(client)
                    .call(unrepeated -> unrepeated.resource(object).create(), () -> made(object));
        } catch (KubernetesClientException refused) {
            throw new UnwritableJournal("no PortMigration can be begun: " + refused.getMessage(), refused);
        }
    }

    /** Who else has made the very same is fenced off by the first entry. */
    private Optional<PortMigration> made(PortMigration object) {
        return Optional.ofNullable(client.resource(object).get())
                .filter(now -> isOurs(now) && now.getSpec().equals(object.getSpec()));
    }

    /** Removes one; where that is refused it stays, and is tried again with the next. */
    void remove(String name) {
        try {
            client.resources(PortMigration.class)
                    .inNamespace(namespace)
                    .withName(name)
                    .delete();
        } catch (KubernetesClientException refused) {
            // Nothing that moves waits for that.
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
        return number(object, prefix);
    }

    /** Which of those it is whose names begin alike; zero for an object that is none of these. */
    static int number(PortMigration object, String prefix) {
        String name = object.getMetadata().getName();
        String digits = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
        return digits.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(digits) : 0;
    }
}
