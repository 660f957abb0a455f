package dev.berth.operator;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A policy as an object of a cluster.
 *
 * <p>Its spec stays as it was written: the one reader of policies understands it, and the one table of their fields
 * makes its schema.
 */
@Group(DatabasePortPolicy.GROUP)
@Version(DatabasePortPolicy.VERSION)
@Plural("databaseportpolicies")
@ShortNames("dpp")
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "Berths", jsonPath = ".status.berths", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Migrated", jsonPath = ".status.migrated", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Phase", jsonPath = ".status.phase")
@AdditionalPrinterColumn(name = "Plan", jsonPath = ".status.plan.hash", priority = 1)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public final class DatabasePortPolicy extends CustomResource<JsonNode, PolicyStatus> implements Namespaced {
    static final String GROUP = "berth.dev";
    static final String VERSION = "v1alpha1";

    @Serial
    private static final long serialVersionUID = 1;

    @Override
    protected @Nullable JsonNode initSpec() {
        return null;
    }

    @Override
    protected @Nullable PolicyStatus initStatus() {
        return null;
    }
}
