package dev.berth.plan;

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

    static Bar of(Kind kind, String subject, String reason, String remedy) {
        return new Bar(kind, new Decision.Refusal(subject, reason, remedy));
    }
}
