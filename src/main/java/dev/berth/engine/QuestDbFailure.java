package dev.berth.engine;

/** Why a QuestDB gave no rows, and what that says about it. */
class QuestDbFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    QuestDbFailure(Answer answer, Throwable cause) {
        super(answer.toString(), cause);
        this.answer = answer;
    }

    QuestDbFailure(Answer answer) {
        super(answer.toString());
        this.answer = answer;
    }

    Answer answer() {
        return answer;
    }

    boolean says(String words) {
        return answer.toString().contains(words);
    }

    boolean overdue() {
        return getCause() instanceof DeadlineSocket.OverdueException
                || getCause() != null && getCause().getCause() instanceof DeadlineSocket.OverdueException;
    }
}
