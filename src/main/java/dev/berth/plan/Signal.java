package dev.berth.plan;

import dev.berth.policy.Policy;

/** What people tell berth of a policy of a cluster, each by an annotation of its object. */
public enum Signal {
    /** The plan with this hash may run, once. */
    APPROVE("berth.dev/approve"),
    /** The plan with this hash is rehearsed, whether or not the policy asks for that. */
    REHEARSE("berth.dev/rehearse"),
    /** No migration begins while this is there. */
    SUSPEND("berth.dev/suspend"),
    /** The migration with this name goes back. */
    ROLLBACK("berth.dev/rollback"),
    /** The old ports of the plan with this hash go, once their soak is over. */
    RETIRE("berth.dev/retire");

    private final String key;

    Signal(String key) {
        this.key = key;
    }

    public String key() {
        return key;
    }

    /** The command that gives it. */
    public String given(Policy policy, String value) {
        return command(policy) + " --overwrite " + key + "=" + value;
    }

    /** The command that takes it away. */
    public String withdrawn(Policy policy) {
        return command(policy) + " " + key + "-";
    }

    private static String command(Policy policy) {
        return "kubectl -n " + policy.namespace() + " annotate dpp " + policy.name();
    }
}
