package dev.berth.operator;

import dev.berth.cycle.ClusterFinding;
import dev.berth.cycle.Rehearsed;
import dev.berth.cycle.Soaked;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.PrimaryUpdateAndCacheUtils;
import java.time.Clock;

/**
 * Writes the status of one policy during a pass, where it changed, and only then. What it wrote is in the cache at once: the
 * time of a condition is reckoned from what the status said before.
 */
final class StatusWriter {
    private final Context<DatabasePortPolicy> context;
    private final Warden warden;
    private final Clock clock;
    private DatabasePortPolicy policy;

    StatusWriter(DatabasePortPolicy policy, Context<DatabasePortPolicy> context, Warden warden, Clock clock) {
        this.policy = policy;
        this.context = context;
        this.warden = warden;
        this.clock = clock;
    }

    /** What was found before anything is done says nothing of old ports and rehearsals, and leaves what was said of them. */
    void write(ClusterFinding finding) {
        write(new Pass(
                finding,
                Soaked.UNKNOWN,
                Rehearsed.UNKNOWN,
                warden.protection(policy.getMetadata().getNamespace())));
    }

    void write(Pass pass) {
        PolicyStatus before = policy.getStatus();
        PolicyStatus now = new StatusReading(policy, before, clock.instant()).of(pass);
        if (!now.equals(before)) {
            policy = PrimaryUpdateAndCacheUtils.ssaPatchStatusAndCacheResource(policy, withStatus(now), context);
        }
    }

    /** The status alone: whatever else a patch holds would become ours. */
    private DatabasePortPolicy withStatus(PolicyStatus status) {
        DatabasePortPolicy patch = new DatabasePortPolicy();
        patch.setMetadata(new ObjectMetaBuilder()
                .withNamespace(policy.getMetadata().getNamespace())
                .withName(policy.getMetadata().getName())
                .build());
        patch.setStatus(status);
        return patch;
    }
}
