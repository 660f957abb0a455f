package dev.berth.app;

import dev.berth.adapter.kube.ApiServer;
import dev.berth.adapter.kube.PolicyText;
import dev.berth.operator.DatabasePortPolicy;
import dev.berth.operator.MigrationEntry;
import dev.berth.operator.PolicyStatus.Phase;
import dev.berth.operator.PortMigration;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The policy {@code shop} of a namespace: what people do to it, and what an operator made of it. */
record ShopPolicy(ApiServer server, String namespace) {
    private static final Duration PATIENCE = Duration.ofSeconds(100);

    void apply(PolicyText policy) {
        server.apply(namespace, policy);
    }

    /** @param annotations each as {@code KEY=VALUE}, or {@code KEY-} to take it away */
    void signal(String... annotations) {
        var words = new ArrayList<>(List.of("-n", namespace, "annotate", "dpp", "shop", "--overwrite"));
        words.addAll(List.of(annotations));
        server.kubectl(words.toArray(String[]::new));
    }

    /** Has it want another port, whoever else writes to it meanwhile. */
    void want(int port) {
        var patch = "[{\"op\": \"replace\", \"path\": \"/spec/databases/0/ports/0/port\", \"value\": " + port + "}]";
        server.kubectl("-n", namespace, "patch", "dpp", "shop", "--type=json", "-p=" + patch);
    }

    void delete() {
        resource().delete();
    }

    boolean isThere() {
        return resource().get() != null;
    }

    /** What is told of it as it is now, once that is so. */
    Told await(String what, Predicate<Told> wanted) {
        return Awaitility.await(what).atMost(PATIENCE).until(this::told, told -> told.isNew() && wanted.test(told));
    }

    /** @param words of what {@link Told#said} of a condition */
    Told await(String type, String words) {
        return await(type + " " + words, told -> told.said(type).contains(words));
    }

    Told await(Phase phase) {
        return await(phase.name(), told -> told.status().phase() == phase);
    }

    Told awaitNews() {
        return await("anything", told -> true);
    }

    /** @param entry of the journal of a migration, as {@link #entries()} has it */
    void awaitEntry(String entry) {
        Awaitility.await(entry).atMost(PATIENCE).until(() -> entries().contains(entry));
    }

    Told told() {
        return new Told(resource().require());
    }

    private Resource<DatabasePortPolicy> resource() {
        return server.client()
                .resources(DatabasePortPolicy.class)
                .inNamespace(namespace)
                .withName("shop");
    }

    /** The ports of its Service as {@code NAME PORT}. */
    List<String> ports() {
        var service = told().policy().getSpec().at("/databases/0/service").asText();
        return server.ports(namespace, service);
    }

    /** Its migrations and rehearsals, each with its phase once it has one. */
    List<String> migrations() {
        return all().map(one -> one.getMetadata().getName()
                        + (one.getStatus() == null ? "" : " " + one.getStatus().phase()))
                .toList();
    }

    PortMigration migration(String name) {
        return all().filter(one -> one.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The journals of all of them, each entry as its kind, its step and its detail. */
    List<String> entries() {
        return all().flatMap(ShopPolicy::entries).map(ShopPolicy::words).toList();
    }

    List<String> entries(String migration) {
        return entries(migration(migration)).map(ShopPolicy::words).toList();
    }

    static Stream<MigrationEntry> entries(PortMigration migration) {
        var status = migration.getStatus();
        return status == null || status.entries() == null ? Stream.empty() : status.entries().stream();
    }

    private static String words(MigrationEntry entry) {
        return Stream.of(entry.entry(), entry.step(), entry.detail())
                .filter(word -> word != null && !word.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private Stream<PortMigration> all() {
        return server.client().resources(PortMigration.class).inNamespace(namespace).list().getItems().stream();
    }
}
