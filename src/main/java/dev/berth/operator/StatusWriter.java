package dev.berth.operator;

import dev.berth.cycle.ClusterFinding;
import dev.berth.cycle.Rehearsed;
import dev.berth.cycle.Soaked;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.PrimaryUpdateAndCacheUtils;
import java.io.Serial;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes the status of one policy during a pass, where it changed, and only then. Where somebody wrote to the policy meanwhile
 * it looks at the status again; another policy that has its name by then gets none of it. What it wrote is in the cache at once:
 * the time of a condition is reckoned from what the status said before.
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
        NextStatus next =
                NextStatus.after(policy.getStatus(), before -> reading(before).of(pass));
        if (next.changes()) {
            try {
                policy = PrimaryUpdateAndCacheUtils.updateStatusAndCacheResource(
                        policy, context, latest -> with(latest, next));
            } catch (Another theirs) {
                // Its own pass says what is to be said of it.
            }
        }
    }

    /** The policy of that name is another one than the pass is over. */
    private static final class Another extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1;
    }

    /** A copy: what a pass goes by says what was seen before it. */
    private DatabasePortPolicy with(DatabasePortPolicy latest, NextStatus next) {
        if (!Objects.equals(latest.getMetadata().getUid(), policy.getMetadata().getUid())) {
            throw new Another();
        }
        DatabasePortPolicy written = PolicyCopies.copy(latest);
        written.setStatus(next.over(latest.getStatus()));
        return written;
    }

    /** The pass was over the policy as it was seen, whatever has become of it since. */
    private StatusReading reading(@Nullable PolicyStatus before) {
        return new StatusReading(policy, before, clock.instant());
    }
}
