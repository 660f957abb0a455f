package dev.berth.operator;

import dev.berth.cycle.Latest;
import dev.berth.cycle.Past;
import dev.berth.journal.Progress;
import dev.berth.plan.Plan;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Listable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

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

    /** By the uid of their policy; a policy that has none is not there. */
    public Map<String, Past> byPolicy() {
        Map<String, List<Numbered>> found = new HashMap<>();
        var objects = client.resources(PortMigration.class);
        if (namespaces.isEmpty()) {
            read(objects.inAnyNamespace(), found);
        }
        namespaces.forEach(namespace -> read(objects.inNamespace(namespace), found));
        Map<String, Past> pasts = new HashMap<>();
        found.forEach((policy, migrations) -> pasts.put(policy, past(migrations)));
        return pasts;
    }

    private void read(Listable<KubernetesResourceList<PortMigration>> objects, Map<String, List<Numbered>> found) {
        String next = null;
        do {
            var page = objects.list(
                    new ListOptionsBuilder().withLimit(PAGE).withContinue(next).build());
            page.getItems().forEach(object -> add(object, found));
            next = page.getMetadata().getContinue();
        } while (next != null && !next.isEmpty());
    }

    private void add(PortMigration object, Map<String, List<Numbered>> found) {
        int number = MigrationShelf.number(object, object.getSpec().policy() + "-");
        if (number > 0) {
            ClusterRecords.counted(client, object, read)
                    .map(journal -> new Numbered(number, journal.name(), Progress.of(journal.entries())))
                    .forEach(migration -> object.getMetadata()
                            .getOwnerReferences()
                            .forEach(owner -> found.computeIfAbsent(owner.getUid(), policy -> new ArrayList<>())
                                    .add(migration)));
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
