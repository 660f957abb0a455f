package dev.berth.engine;

/** A QuestDB's own answer that it does not do what it was told. */
final class QuestDbRefusal extends QuestDbFailure {
    private static final long serialVersionUID = 1L;

    QuestDbRefusal(Answer answer, Throwable cause) {
        super(answer, cause);
    }

    QuestDbRefusal(Answer answer) {
        super(answer);
    }
}
