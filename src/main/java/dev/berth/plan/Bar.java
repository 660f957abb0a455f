package dev.berth.plan;

import dev.berth.observe.ClusterFacts;
import dev.berth.observe.Keepers;
import dev.berth.policy.Policy;
import java.util.Optional;

/** What keeps a berth in a cluster from being judged or moved. */
public record Bar(Kind kind, Decision.Refusal refusal) {
    /** What kind of thing it is. */
    public enum Kind {
        /** A Service, or a port of it, is not there. */
        MISSING,
        /** The way to the database has no port that could be moved. */
        UNSUPPORTED,
        /** Somebody else wants the port for something, or would take a change back. */
        CONFLICTING
    }

    /** Who keeps an object would take a change back; what a repository keeps, a person may still be told to commit. */
    static Optional<Bar> kept(Policy.Mode mode, Keepers keepers, String subject, String object) {
        Optional<Bar> owned = keepers.owner()
                .map(owner -> of(
                        Kind.CONFLICTING,
                        subject,
                        object + " belongs to " + owner + ", which would take a change back",
                        "change the port there, or name one that nobody else writes"));
        return owned.or(() -> keepers.gitOps()
                .filter(tool -> mode == Policy.Mode.ENFORCE)
                .map(tool -> of(
                        Kind.CONFLICTING,
                        subject,
                        object + " is kept by " + tool + ", which would take a change back",
                        "choose mode Plan, and commit what it says")));
    }

    static Bar of(ClusterFacts.Locked locked) {
        return of(Kind.MISSING, locked.database(), locked.reason(), locked.remedy());
    }

    static Bar of(Kind kind, String subject, String reason, String remedy) {
        return new Bar(kind, new Decision.Refusal(subject, reason, remedy));
    }
}
