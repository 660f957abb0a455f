package dev.berth.adapter.docker;

/**
 * What has to be known can't be, since the engine can't be asked or a note is damaged: why, and what a person can do about it.
 */
final class Unanswered extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final String remedy;

    Unanswered(String reason, String remedy) {
        super(reason + " — " + remedy);
        this.reason = reason;
        this.remedy = remedy;
    }

    String words() {
        return reason + " — " + remedy;
    }

    String reason() {
        return reason;
    }

    String remedy() {
        return remedy;
    }
}
