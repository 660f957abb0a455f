package dev.berth.operator;

import dev.berth.journal.Entry;
import dev.berth.plan.Plan;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.function.Function;

/**
 * The migrations of a namespace that are not over, by one listing: whatever the specs of their policies say by now.
 *
 * @param read a plan as text, back
 */
public record OpenMigrations(KubernetesClient client, Function<String, Plan> read) {
    /**
     * One of them.
     *
     * @param policy by its name
     * @param owners the uids of those that it belongs to, which is its policy
     */
    public record Open(String name, String policy, List<String> owners, Plan plan) {
        public Open {
            owners = List.copyOf(owners);
        }

        /** Whether it belongs to a policy; an earlier one of its name may have left some. */
        public boolean isOf(DatabasePortPolicy one) {
            return owners.contains(one.getMetadata().getUid());
        }

        /** @param object a Service or workload by its name */
        public boolean moves(String object) {
            return plan.moves().stream().anyMatch(move -> move.name().equals(object));
        }
    }

    public List<Open> in(String namespace) {
        return client.resources(PortMigration.class).inNamespace(namespace).list().getItems().stream()
                .filter(object -> MigrationShelf.number(object, object.getSpec().policy() + "-") > 0)
                .filter(object -> EntryText.written(object).stream().noneMatch(Entry.Closed.class::isInstance))
                .map(object -> new Open(
                        object.getMetadata().getName(),
                        object.getSpec().policy(),
                        object.getMetadata().getOwnerReferences().stream()
                                .map(OwnerReference::getUid)
                                .toList(),
                        read.apply(object.getSpec().plan())))
                .toList();
    }
}
