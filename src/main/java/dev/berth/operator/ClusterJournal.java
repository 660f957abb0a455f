package dev.berth.operator;

import dev.berth.journal.Entry;
import dev.berth.journal.Journal;
import dev.berth.journal.Progress;
import dev.berth.journal.TakenOver;
import dev.berth.plan.Plan;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;

/**
 * A journal that is the status of a PortMigration. Each append replaces the status under the version that was seen last, so
 * that of two who write, the second finds that it was {@link TakenOver}.
 */
final class ClusterJournal implements Journal {
    private final KubernetesClient client;
    private final List<Entry> entries;
    private PortMigration object;

    ClusterJournal(KubernetesClient client, PortMigration object, Plan plan) {
        this.client = client;
        this.object = object;
        this.entries = new ArrayList<>();
        entries.add(new Entry.Opened(EntryText.opened(object), plan));
        EntryText.written(object).forEach(entries::add);
    }

    @Override
    public String name() {
        return object.getMetadata().getName();
    }

    @Override
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    @Override
    public void append(List<Entry> more) {
        var all = new ArrayList<>(entries);
        all.addAll(more);
        try {
            object = new FencedStatus(client).replace(with(all));
        } catch (KubernetesClientException refused) {
            if (refused.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                throw new TakenOver("somebody else writes " + name() + ": " + refused.getMessage(), refused);
            }
            throw new UncheckedIOException(new IOException(
                    "the API server takes no entry of " + name() + ": " + refused.getMessage(), refused));
        }
        entries.addAll(more);
    }

    private PortMigration with(List<Entry> all) {
        var changed = new PortMigration();
        changed.setMetadata(object.getMetadata());
        changed.setSpec(object.getSpec());
        changed.setStatus(MigrationReading.of(object, Progress.of(all), all));
        return changed;
    }
}
