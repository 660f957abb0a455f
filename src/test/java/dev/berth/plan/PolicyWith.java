package dev.berth.plan;

import dev.berth.policy.Backup;
import dev.berth.policy.Client;
import dev.berth.policy.Database;
import dev.berth.policy.Mark;
import dev.berth.policy.Policy;
import dev.berth.policy.Rollout;
import dev.berth.policy.Soak;
import java.util.List;
import java.util.Optional;

/** The policy of a situation with one thing changed. */
public final class PolicyWith {
    private PolicyWith() {}

    public static Policy name(Policy policy, String name) {
        return copy(policy, name, policy.fingerprint(), policy.mode(), policy.rollout(), policy.soak());
    }

    public static Policy namespace(Policy policy, String namespace) {
        return placed(policy, namespace, policy.mark());
    }

    /** The same at the beginning of another file. */
    public static Policy file(Policy policy, String file) {
        return placed(policy, policy.namespace(), new Mark(file, 1));
    }

    private static Policy placed(Policy policy, String namespace, Mark mark) {
        return new Policy(
                policy.name(),
                namespace,
                mark,
                policy.folder(),
                policy.fingerprint(),
                policy.mode(),
                policy.bands(),
                policy.target(),
                policy.databases(),
                policy.clients(),
                policy.prometheus(),
                policy.rollout(),
                policy.hold(),
                policy.backup(),
                policy.verify(),
                policy.soak(),
                policy.rollback(),
                policy.notifications());
    }

    public static Policy fingerprint(Policy policy, String fingerprint) {
        return copy(policy, policy.name(), fingerprint, policy.mode(), policy.rollout(), policy.soak());
    }

    public static Policy mode(Policy policy, Policy.Mode mode) {
        return copy(policy, policy.name(), policy.fingerprint(), mode, policy.rollout(), policy.soak());
    }

    public static Policy rollout(Policy policy, Rollout rollout) {
        return copy(policy, policy.name(), policy.fingerprint(), policy.mode(), rollout, policy.soak());
    }

    public static Policy soak(Policy policy, Soak soak) {
        return copy(policy, policy.name(), policy.fingerprint(), policy.mode(), policy.rollout(), soak);
    }

    public static Policy backup(Policy policy, Optional<Backup> backup) {
        return copy(
                policy, policy.name(), policy.fingerprint(), policy.mode(), policy.rollout(), backup, policy.soak());
    }

    public static Policy clients(Policy policy, List<Client> clients) {
        return databases(policy, policy.databases(), clients);
    }

    /** Its only database is wanted at another port. */
    public static Policy port(Policy policy, int number) {
        Database only = policy.databases().get(0);
        List<Database.Port> ports = only.ports().stream()
                .map(port -> new Database.Port(port.name(), port.target(), number, port.variable(), port.mark()))
                .toList();
        Database moved = new Database(
                only.name(), only.engine(), only.runner(), ports, only.credentials(), only.pgBouncer(), only.mark());
        return databases(policy, List.of(moved), policy.clients());
    }

    public static Policy databases(Policy policy, List<Database> databases, List<Client> clients) {
        return new Policy(
                policy.name(),
                policy.namespace(),
                policy.mark(),
                policy.folder(),
                policy.fingerprint(),
                policy.mode(),
                policy.bands(),
                policy.target(),
                databases,
                clients,
                policy.prometheus(),
                policy.rollout(),
                policy.hold(),
                policy.backup(),
                policy.verify(),
                policy.soak(),
                policy.rollback(),
                policy.notifications());
    }

    private static Policy copy(
            Policy from, String name, String fingerprint, Policy.Mode mode, Rollout rollout, Soak soak) {
        return copy(from, name, fingerprint, mode, rollout, from.backup(), soak);
    }

    private static Policy copy(
            Policy from,
            String name,
            String fingerprint,
            Policy.Mode mode,
            Rollout rollout,
            Optional<Backup> backup,
            Soak soak) {
        return new Policy(
                name,
                from.namespace(),
                from.mark(),
                from.folder(),
                fingerprint,
                mode,
                from.bands(),
                from.target(),
                from.databases(),
                from.clients(),
                from.prometheus(),
                rollout,
                from.hold(),
                backup,
                from.verify(),
                soak,
                from.rollback(),
                from.notifications());
    }
}
