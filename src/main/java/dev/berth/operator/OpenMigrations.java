package dev.berth.operator;

import dev.berth.plan.Plan;
import dev.berth.plan.WorkloadStep;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The migrations of a namespace that are not over, by one listing: whatever the specs of their policies say by now, and whether
 * or not this version of berth knows all that stands in them.
 *
 * @param read a plan as text, back
 */
public record OpenMigrations(KubernetesClient client, Function<String, Plan> read) {
    /**
     * One of them.
     *
     * @param policy by its name
     * @param owners the uids of those that it belongs to, which is its policy
     * @param text its plan as it is written down
     * @param plan empty where that can't be read, and then it moves whatever is named in it
     */
    public record Open(String name, String policy, List<String> owners, String text, Optional<Plan> plan) {
        public Open {
            owners = List.copyOf(owners);
        }

        /** Whether it belongs to a policy; an earlier one of its name may have left some. */
        public boolean isOf(DatabasePortPolicy one) {
            return owners.contains(one.getMetadata().getUid());
        }

        /** @param object a Service or workload by its name */
        public boolean moves(String object) {
            return plan.map(known ->
                            known.moves().stream().anyMatch(move -> move.name().equals(object)))
                    .orElseGet(() -> text.contains('"' + object + '"'));
        }

        /** @param hostPort a port of the nodes that its pods have, had, or will have */
        public boolean needs(int hostPort) {
            return plan.map(known -> known.steps(WorkloadStep.PatchHostPorts.class)
                            .flatMap(step -> step.ports().pairs().stream())
                            .anyMatch(pair -> pair.from() == hostPort || pair.to() == hostPort))
                    .orElseGet(() -> Pattern.compile("\\b" + hostPort + "\\b")
                            .matcher(text)
                            .find());
        }

        /** As people are told of it. */
        public String title() {
            return plan.isPresent() ? name : name + ", which this version of berth can't read,";
        }
    }

    public List<Open> in(String namespace) {
        return client.resources(PortMigration.class).inNamespace(namespace).list().getItems().stream()
                .filter(object -> MigrationShelf.number(object, object.getSpec().policy() + "-") > 0)
                .filter(object -> !EntryText.isClosed(object))
                .map(this::open)
                .toList();
    }

    private Open open(PortMigration object) {
        return new Open(
                object.getMetadata().getName(),
                object.getSpec().policy(),
                object.getMetadata().getOwnerReferences().stream()
                        .map(OwnerReference::getUid)
                        .toList(),
                object.getSpec().plan(),
                known(object.getSpec().plan()));
    }

    private Optional<Plan> known(String text) {
        try {
            return Optional.of(read.apply(text));
        } catch (UncheckedIOException | IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }
}
