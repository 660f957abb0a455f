package dev.berth.policy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What fields of a policy need of each other. */
final class TargetRules {
    /** The name of a Service's port has 63 characters, of which a dash and an old port's number may take six. */
    private static final int LONGEST_NAME = 57;

    private TargetRules() {}

    static Stream<Violation> violations(Place document, Ground ground) {
        return Stream.of(
                        compose(document),
                        runners(document, ground),
                        names(document),
                        restarts(document),
                        poolers(document),
                        window(document),
                        tiers(document))
                .flatMap(found -> found);
    }

    /** A service is found in the Compose files of a project, so both must be named. */
    private static Stream<Violation> compose(Place document) {
        Optional<Place> docker = document.at("spec", "docker");
        Optional<Place> service = Stream.concat(
                        document.items("spec", "databases").stream().flatMap(place -> place.at("service").stream()),
                        document.items("spec", "clients").stream().flatMap(place -> place.at("restart").stream()))
                .findFirst();
        return docker.stream()
                .filter(place -> place.node() instanceof Node.Mapping)
                .flatMap(place -> service.stream()
                        .flatMap(needy -> Stream.of("project", "composeFiles")
                                .filter(field -> place.at(field).isEmpty())
                                .map(field -> new Violation(
                                        place.node().mark(),
                                        place.pathOf(field),
                                        "",
                                        "required because " + needy.path() + " names a Compose service"))));
    }

    /** A cluster knows its databases by their Services and workloads, and a Docker engine has no workloads. */
    private static Stream<Violation> runners(Place document, Ground ground) {
        boolean cluster = inCluster(document);
        // Of a file the schema says it already.
        boolean said = !cluster && ground == Ground.FILE;
        String allowed = cluster
                ? "service or workload; in a cluster every database is named by its service or its workload"
                : "service or container; workloads are of a cluster";
        return Stream.of(document)
                .filter(place -> !said)
                .flatMap(place -> place.items("spec", "databases").stream())
                .flatMap(database -> database.at(cluster ? "container" : "workload").stream())
                .map(runner -> runner.violation(allowed));
    }

    private static boolean inCluster(Place document) {
        return document.at("spec", "docker").isEmpty()
                && document.at("spec", "kubernetes").isPresent();
    }

    /** The ports of a Service are called after the policy's; where one has no name, its old one too. */
    private static Stream<Violation> names(Place document) {
        String allowed = "1 to " + LONGEST_NAME + " characters in a cluster, where the ports of the Service are called"
                + " NAME-NUMBER and may have 63";
        return document.items("spec", "databases").stream()
                .filter(database ->
                        inCluster(document) && database.at("service").isPresent())
                .flatMap(database -> database.items("ports").stream())
                .flatMap(port -> port.at("name").stream())
                .filter(name -> name.text()
                        .filter(Formats.LABEL.test())
                        .filter(text -> text.length() > LONGEST_NAME)
                        .isPresent())
                .map(name -> name.violation(allowed));
    }

    /** A Docker engine has no workloads, and a cluster no Compose services. */
    private static Stream<Violation> restarts(Place document) {
        boolean cluster = inCluster(document);
        String allowed = cluster
                ? Formats.WORKLOAD.allowed() + "; in a cluster a workload restarts"
                : "a Compose service; workloads are of a cluster";
        return document.items("spec", "clients").stream()
                .flatMap(client -> client.at("restart").stream())
                .filter(restart -> restart.text()
                        .filter(Formats.RESTART.test())
                        .filter(text -> text.contains("/") != cluster)
                        .isPresent())
                .map(restart -> restart.violation(allowed));
    }

    /** PgBouncer speaks the protocol of PostgreSQL alone. */
    private static Stream<Violation> poolers(Place document) {
        String allowed = Stream.of(EngineKind.values())
                .filter(EngineKind::pooled)
                .map(EngineKind::word)
                .collect(Collectors.joining(" or ", "only where the engine is ", ""));
        return document.items("spec", "databases").stream()
                .flatMap(database -> database.at("pgBouncer").stream()
                        .flatMap(pooler -> database.text("engine").flatMap(EngineKind::of).stream()
                                .filter(engine -> !engine.pooled())
                                .map(engine -> pooler.violation(engine.word(), allowed))));
    }

    private static Stream<Violation> window(Place document) {
        return document.at("spec", "rollout", "window").stream()
                .filter(window -> window.text("from").isPresent())
                .filter(window -> window.text("from").equals(window.text("to")))
                .flatMap(window -> window.at("to").stream())
                .map(to -> to.violation("a time other than from; for the whole day leave the window out"));
    }

    private static Stream<Violation> tiers(Place document) {
        List<Optional<String>> own = List.of(document.text("metadata", "namespace"), document.text("metadata", "name"));
        return document.items("spec", "rollout", "after").stream()
                .filter(tier -> own.equals(List.of(tier.text("namespace"), tier.text("policy"))))
                .flatMap(tier -> tier.at("policy").stream())
                .map(policy -> policy.violation("another policy; no tier waits for itself"));
    }
}
