package dev.berth.operator;

import dev.berth.cycle.Latest;
import dev.berth.cycle.Past;
import dev.berth.journal.Progress;
import dev.berth.plan.Plan;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Listable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The migrations of every policy by one listing, in pages: a journal may be large, and what is kept of it is not.
 *
 * @param namespaces empty for all
 * @param read a plan as text, back
 */
public record ClusterPasts(KubernetesClient client, Set<String> namespaces, Function<String, Plan> read) {
    private static final long PAGE = 100;

    /** One migration, by its number among those of its policy. */
    private record Numbered(int number, String name, Progress progress) {}

    /** What was found of each policy, by its uid. */
    private static final class Found {
        private final Map<String, List<Numbered>> known = new HashMap<>();
        private final Set<String> unknown = new HashSet<>();

        void add(PortMigration object, Stream<Numbered> migrations) {
            migrations.forEach(migration -> owners(object)
                    .forEach(policy -> known.computeIfAbsent(policy, none -> new ArrayList<>())
                            .add(migration)));
        }

        void unreadable(PortMigration object) {
            owners(object).forEach(unknown::add);
        }

        Map<String, Optional<Past>> pasts() {
            Map<String, Optional<Past>> pasts = new HashMap<>();
            known.forEach((policy, migrations) -> pasts.put(policy, Optional.of(past(migrations))));
            unknown.forEach(policy -> pasts.put(policy, Optional.empty()));
            return pasts;
        }

        private static Stream<String> owners(PortMigration object) {
            return object.getMetadata().getOwnerReferences().stream().map(OwnerReference::getUid);
        }
    }

    /** By the uid of their policy: one that has none is not there, and one of which a record can't be read is empty. */
    public Map<String, Optional<Past>> byPolicy() {
        Found found = new Found();
        var objects = client.resources(PortMigration.class);
        if (namespaces.isEmpty()) {
            read(objects.inAnyNamespace(), found);
        }
        namespaces.forEach(namespace -> read(objects.inNamespace(namespace), found));
        return found.pasts();
    }

    private void read(Listable<KubernetesResourceList<PortMigration>> objects, Found found) {
        String next = null;
        do {
            var page = objects.list(
                    new ListOptionsBuilder().withLimit(PAGE).withContinue(next).build());
            page.getItems().forEach(object -> add(object, found));
            next = page.getMetadata().getContinue();
        } while (next != null && !next.isEmpty());
    }

    private void add(PortMigration object, Found found) {
        int number = MigrationShelf.number(object, object.getSpec().policy() + "-");
        if (number > 0) {
            try {
                found.add(
                        object,
                        ClusterRecords.counted(client, object, read)
                                .map(journal -> new Numbered(number, journal.name(), Progress.of(journal.entries()))));
            } catch (UnreadableMigration unreadable) {
                found.unreadable(object);
            }
        }
    }

    private static Past past(List<Numbered> migrations) {
        migrations.sort(Comparator.comparingInt(Numbered::number));
        Numbered newest = migrations.get(migrations.size() - 1);
        return new Past(
                Optional.of(new Latest(newest.name(), newest.progress())),
                migrations.stream().map(Numbered::progress).toList());
    }
}
