package dev.berth.plan;

import dev.berth.policy.Policy;
import dev.berth.policy.Rollout;

/** The policy of a situation with one thing changed. */
public final class PolicyWith {
    private PolicyWith() {}

    public static Policy name(Policy policy, String name) {
        return copy(policy, name, policy.fingerprint(), policy.mode(), policy.rollout());
    }

    public static Policy fingerprint(Policy policy, String fingerprint) {
        return copy(policy, policy.name(), fingerprint, policy.mode(), policy.rollout());
    }

    public static Policy mode(Policy policy, Policy.Mode mode) {
        return copy(policy, policy.name(), policy.fingerprint(), mode, policy.rollout());
    }

    public static Policy rollout(Policy policy, Rollout rollout) {
        return copy(policy, policy.name(), policy.fingerprint(), policy.mode(), rollout);
    }

    private static Policy copy(Policy from, String name, String fingerprint, Policy.Mode mode, Rollout rollout) {
        return new Policy(
                name,
                from.namespace(),
                from.mark(),
                from.folder(),
                fingerprint,
                mode,
                from.bands(),
                from.docker(),
                from.databases(),
                from.clients(),
                from.prometheus(),
                rollout,
                from.hold(),
                from.backup(),
                from.verify(),
                from.soak(),
                from.rollback(),
                from.notifications());
    }
}
