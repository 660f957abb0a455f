package dev.berth.plan;

import dev.berth.observe.Alias;
import dev.berth.observe.Snapshot;
import dev.berth.policy.Policy;
import java.util.List;
import java.util.Optional;

/**
 * An old port that leads on by the records and no longer in the packet filter, such as after a restart of the machine.
 *
 * @param obstacle why it is not to lead on again as things are; empty when it can
 */
public record LostAlias(Alias alias, Optional<String> obstacle) {
    /** Looks at the world that the aliases would come back to, which may be another than the one that they were lost from. */
    public static List<LostAlias> of(Policy policy, Snapshot snapshot, List<Alias> lost) {
        var reopening = new Reopening(policy, snapshot);
        return lost.stream()
                .map(alias -> new LostAlias(alias, reopening.obstacle(alias)))
                .toList();
    }

    /** Whether a policy lets any come back. */
    public static boolean mayComeBack(Policy policy) {
        return Reopening.forbidden(policy).isEmpty();
    }

    /** Whether the next command that acts opens it again. */
    public boolean comesBack() {
        return obstacle.isEmpty();
    }
}
