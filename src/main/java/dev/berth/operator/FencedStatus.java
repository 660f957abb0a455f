package dev.berth.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;

/** Replaces the status of a PortMigration under the version that was seen last. */
record FencedStatus(KubernetesClient client) {
    PortMigration replace(PortMigration wanted) {
        return new Unrepeated(client)
                .call(unrepeated -> unrepeated.resource(wanted).updateStatus(), () -> done(wanted));
    }

    /** An entry has its time in it, so nobody else writes the same. */
    private Optional<PortMigration> done(PortMigration wanted) {
        return Optional.ofNullable(client.resource(wanted).get())
                .filter(now -> EntryText.written(now).equals(EntryText.written(wanted)));
    }
}
