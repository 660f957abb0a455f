package dev.berth.operator;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** One plan of a policy and its journal, written by berth alone. */
@Group(DatabasePortPolicy.GROUP)
@Version(DatabasePortPolicy.VERSION)
@Plural("portmigrations")
@ShortNames("pmig")
@AdditionalPrinterColumn(name = "Policy", jsonPath = ".spec.policy")
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "Berths", jsonPath = ".spec.berths", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Migrated", jsonPath = ".status.migrated", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Phase", jsonPath = ".status.phase")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public final class PortMigration extends CustomResource<MigrationSpec, MigrationStatus> implements Namespaced {
    @Serial
    private static final long serialVersionUID = 1;

    @Override
    protected @Nullable MigrationSpec initSpec() {
        return null;
    }

    @Override
    protected @Nullable MigrationStatus initStatus() {
        return null;
    }
}
