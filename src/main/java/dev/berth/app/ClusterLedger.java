package dev.berth.app;

import dev.berth.adapter.file.PlanJson;
import dev.berth.cycle.Past;
import dev.berth.cycle.RehearsalRecords;
import dev.berth.journal.Records;
import dev.berth.operator.ClusterPasts;
import dev.berth.operator.ClusterRecords;
import dev.berth.operator.ClusterRehearsals;
import dev.berth.operator.DatabasePortPolicy;
import dev.berth.operator.Logbook;
import dev.berth.operator.OpenMigrations;
import dev.berth.operator.PortMigration;
import dev.berth.operator.TetheredRecords;
import dev.berth.operator.UnreadableMigration;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is written down in a cluster of the migrations of its policies. */
record ClusterLedger(KubernetesClient client, PlanJson json) {
    /** The migrations of one policy. */
    Records records(DatabasePortPolicy policy) {
        return new TetheredRecords(new ClusterRecords(book(policy)));
    }

    /** The rehearsals of the plans of one policy. */
    RehearsalRecords rehearsals(DatabasePortPolicy policy) {
        return new ClusterRehearsals(book(policy));
    }

    private Logbook book(DatabasePortPolicy policy) {
        var metadata = policy.getMetadata();
        return new Logbook(
                client, metadata.getNamespace(), metadata.getName(), metadata.getUid(), json::text, json::plan);
    }

    /**
     * How far the migrations of the policies of some namespaces, or of all, came, by the uids of the policies; empty where that
     * can't be read.
     */
    Map<String, Optional<Past>> pasts(Set<String> namespaces) {
        return new ClusterPasts(client, namespaces, json::plan).byPolicy();
    }

    /** The migrations of a namespace that are not over. */
    List<OpenMigrations.Open> open(String namespace) {
        return new OpenMigrations(client, json::plan).in(namespace);
    }

    /** The migrations of some namespaces, or of all, as documents. */
    List<Map<String, Object>> migrations(List<String> namespaces) {
        var objects = client.resources(PortMigration.class);
        var found = namespaces.isEmpty()
                ? objects.inAnyNamespace().list().getItems()
                : namespaces.stream()
                        .flatMap(namespace -> objects.inNamespace(namespace).list().getItems().stream())
                        .toList();
        return found.stream().map(this::document).toList();
    }

    private Map<String, Object> document(PortMigration object) {
        try {
            return ClusterWording.migration(object, ClusterRecords.journal(client, object, json::plan));
        } catch (UnreadableMigration unreadable) {
            return ClusterWording.unreadable(object, unreadable);
        }
    }
}
