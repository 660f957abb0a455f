package dev.berth.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A valid {@code DatabasePortPolicy}: which database belongs on which port, and how it gets there.
 *
 * @param folder the absolute folder of the document; every relative path in the policy starts here
 * @param fingerprint SHA-256 in hex of the document, so that a changed policy is told from the one a migration began with
 */
public record Policy(
        String name,
        String namespace,
        Mark mark,
        String folder,
        String fingerprint,
        Mode mode,
        List<Band> bands,
        Target target,
        List<Database> databases,
        List<Client> clients,
        Optional<String> prometheus,
        Rollout rollout,
        Hold hold,
        Optional<Backup> backup,
        Verification verify,
        Soak soak,
        Rollback rollback,
        List<Webhook> notifications) {
    public Policy {
        bands = List.copyOf(bands);
        databases = List.copyOf(databases);
        clients = List.copyOf(clients);
        notifications = List.copyOf(notifications);
    }

    /** How far berth may go by itself. */
    public enum Mode {
        OBSERVE,
        PLAN,
        ENFORCE
    }

    /** The Docker engine that runs the databases; to ask a policy of a cluster for it is a bug. */
    public DockerTarget docker() {
        if (target instanceof DockerTarget docker) {
            return docker;
        }
        throw new IllegalStateException(namespace + "/" + name + " runs in a cluster");
    }

    public Optional<Database> database(String wanted) {
        return databases.stream()
                .filter(database -> database.name().equals(wanted))
                .findFirst();
    }

    /** Whether one of its berths is a port of a Service of its cluster. */
    public boolean wants(String service, int number) {
        return databases.stream()
                .filter(database -> database.isBehind(service))
                .flatMap(database -> database.ports().stream())
                .anyMatch(port -> port.port() == number);
    }

    /** The same policy for another Docker engine. */
    public Policy at(String host) {
        var docker = docker();
        return with(new DockerTarget(host, docker.project(), docker.composeFiles(), docker.envFile()), databases);
    }

    /** The same policy whose databases are behind other Services of its cluster, each by the name of the one that it had. */
    public Policy behind(Map<String, String> services) {
        return with(
                target,
                databases.stream().map(database -> database.behind(services)).toList());
    }

    private Policy with(Target other, List<Database> others) {
        return new Policy(
                name,
                namespace,
                mark,
                folder,
                fingerprint,
                mode,
                bands,
                other,
                others,
                clients,
                prometheus,
                rollout,
                hold,
                backup,
                verify,
                soak,
                rollback,
                notifications);
    }
}
