package dev.berth.app;

import dev.berth.journal.Journal;
import dev.berth.operator.DatabasePortPolicy;
import dev.berth.operator.LastStable;
import dev.berth.operator.PortMigration;
import dev.berth.operator.UnreadableMigration;
import dev.berth.plan.ClusterDecision;
import dev.berth.plan.ServiceBerth;
import dev.berth.policy.Database;
import dev.berth.policy.Policy;
import dev.berth.report.Document;
import dev.berth.report.HistoryReport;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** What is known of the policies of a cluster, as documents for whoever asks. */
final class ClusterWording {
    private ClusterWording() {}

    static List<Condition> conditions(DatabasePortPolicy policy) {
        var status = policy.getStatus();
        return status == null || status.conditions() == null ? List.of() : status.conditions();
    }

    /** Its status as it is stored, and where its berths are now. */
    static Map<String, Object> policy(DatabasePortPolicy policy, Optional<Policy> read, ClusterDecision decision) {
        var metadata = policy.getMetadata();
        var status = policy.getStatus();
        var document =
                new LinkedHashMap<>(Document.of("policy", metadata.getName(), "namespace", metadata.getNamespace()));
        document.put("mode", read.map(Wording::mode).orElse(""));
        document.put("generation", metadata.getGeneration());
        document.put(
                "observedGeneration",
                status == null || status.observedGeneration() == null ? 0 : status.observedGeneration());
        document.put(
                "conditions",
                conditions(policy).stream().map(ClusterWording::document).toList());
        document.put("berths", read.map(known -> berths(known, decision)).orElse(List.of()));
        if (status != null && status.lastStable() != null) {
            document.put("lastStable", document(status.lastStable()));
        }
        return document;
    }

    private static Map<String, Object> document(Condition condition) {
        return Document.of(
                "type", condition.getType(),
                "status", condition.getStatus(),
                "reason", condition.getReason(),
                "message", condition.getMessage());
    }

    private static Map<String, Object> document(LastStable stable) {
        return Document.of(
                "generation",
                stable.generation(),
                "since",
                stable.since(),
                "berths",
                stable.berths().stream()
                        .map(place -> Document.of("name", place.name(), "port", place.port()))
                        .toList());
    }

    /** Every berth that can be told, in the order of the policy. */
    static List<Map<String, Object>> berths(Policy policy, ClusterDecision decision) {
        if (!(decision instanceof ClusterDecision.Seen seen)) {
            return List.of();
        }
        return policy.databases().stream()
                .flatMap(database -> database.ports().stream()
                        .flatMap(port -> seen.berths().stream()
                                .filter(berth -> berth.name().equals(database.name() + "." + port.name()))
                                .flatMap(berth -> berth(policy, database, port, berth))))
                .toList();
    }

    private static Stream<Map<String, Object>> berth(
            Policy policy, Database database, Database.Port port, ServiceBerth berth) {
        OptionalInt now = now(berth);
        return now.isEmpty()
                ? Stream.of()
                : Stream.of(Document.of(
                        "namespace", policy.namespace(),
                        "policy", policy.name(),
                        "database", database.name(),
                        "engine", database.engine().word(),
                        "port", port.name(),
                        "now", now.getAsInt(),
                        "wanted", berth.wanted(),
                        "inPlace", berth.standing() instanceof ServiceBerth.Moored));
    }

    private static OptionalInt now(ServiceBerth berth) {
        if (berth.standing() instanceof ServiceBerth.Elsewhere elsewhere) {
            return OptionalInt.of(elsewhere.now());
        }
        return berth.standing() instanceof ServiceBerth.Moored ? OptionalInt.of(berth.wanted()) : OptionalInt.empty();
    }

    static Map<String, Object> migration(PortMigration object, Journal journal) {
        var document = new LinkedHashMap<String, Object>();
        document.put("namespace", object.getMetadata().getNamespace());
        document.put("policy", object.getSpec().policy());
        document.putAll(HistoryReport.document(journal));
        Optional.ofNullable(object.getSpec().rehearses()).ifPresent(plan -> document.put("rehearses", plan));
        return document;
    }

    /** What takes the place of a migration of which nothing more can be told. */
    static Map<String, Object> unreadable(PortMigration object, UnreadableMigration unreadable) {
        return Document.of(
                "namespace", object.getMetadata().getNamespace(),
                "policy", object.getSpec().policy(),
                "migration", object.getMetadata().getName(),
                "unreadable", String.valueOf(unreadable.getMessage()));
    }
}
