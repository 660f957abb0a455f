package dev.berth.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What may come only once among all policies of a run. */
final class RunRules {
    private RunRules() {}

    static Stream<Violation> violations(List<Place> documents) {
        return Claim.conflicts(documents.stream()
                .filter(document -> !Schema.isOfAnotherKind(document))
                .flatMap(RunRules::claims));
    }

    private static Stream<Claim> claims(Place document) {
        List<Claim> claims = new ArrayList<>();
        document.at("metadata", "name")
                .filter(name -> name.text().isPresent())
                .ifPresent(name -> claims.add(new Claim(
                        List.of("policy", document.text("metadata", "namespace").orElse(""), name.need()),
                        name,
                        "a name that no other policy of the namespace has")));
        // Without a target there is nothing whose ports could be claimed.
        host(document)
                .ifPresent(host -> document.items("spec", "databases")
                        .forEach(database -> database.items("ports")
                                .forEach(port -> claims.addAll(berth(document, host, database, port)))));
        return claims.stream();
    }

    /** Who runs the containers: an engine, or a namespace, whatever Services it spreads their ports over. */
    private static Optional<String> host(Place document) {
        Optional<String> engine =
                document.at("spec", "docker").map(docker -> docker.text("host").orElse(""));
        return engine.or(() -> document.at("spec", "kubernetes")
                .map(cluster ->
                        "namespace " + document.text("metadata", "namespace").orElse("")));
    }

    /** Whose the ports are: those of an engine are its machine's, as {@link DockerTarget#sharesPortsWith} has it. */
    private static String machine(Place document, String host) {
        return document.at("spec", "docker").isPresent()
                ? DockerTarget.elsewhere(host).orElse("")
                : host;
    }

    private static List<Claim> berth(Place document, String host, Place database, Place port) {
        List<Claim> claims = new ArrayList<>();
        number(port, "port")
                .ifPresent(published -> claims.add(new Claim(
                        List.of("port", machine(document, host), published.need()),
                        published,
                        "a port that no other berth has")));
        number(port, "target")
                .ifPresent(target -> runner(document, database)
                        .ifPresent(runner -> claims.add(new Claim(
                                Stream.concat(Stream.of("target", host, target.need()), runner.stream())
                                        .toList(),
                                target,
                                "a container port that has no other berth"))));
        port.at("variable")
                .filter(variable -> variable.text().isPresent())
                .ifPresent(variable -> claims.add(new Claim(
                        List.of("variable", document.node().mark().toString(), variable.need()),
                        variable,
                        "a variable that no other port of the policy has")));
        return claims;
    }

    private static Optional<Place> number(Place port, String field) {
        return port.at(field).filter(place -> place.number().isPresent());
    }

    private static Optional<List<String>> runner(Place document, Place database) {
        Optional<List<String>> service = database.text("service")
                .map(name -> List.of(
                        "service", document.text("spec", "docker", "project").orElse(""), name));
        return service.or(() -> database.text("container").map(name -> List.of("container", name)));
    }
}
