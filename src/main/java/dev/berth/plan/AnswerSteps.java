package dev.berth.plan;

import static dev.berth.plan.Phase.PREPARE;
import static dev.berth.plan.Phase.VERIFY;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the steps that ask the databases of one move, where they are and where they come to. */
record AnswerSteps(List<Crossing> crossings, StepList steps) {
    /** No step begins a pause that patience would count from. */
    private static final String NO_PAUSE = "";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Gives the step by which each database was confirmed. */
    Map<Crossing, String> confirm() {
        Map<Crossing, String> confirmed = new LinkedHashMap<>();
        crossings.forEach(crossing -> confirmed.put(
                crossing,
                steps.add(
                        PREPARE,
                        "confirm-answer",
                        "the database must be well before it is touched, and again after a rollback",
                        head -> new ProbeStep.ConfirmAnswer(head, crossing.endpoint(crossing.from()), PATIENCE))));
        return confirmed;
    }

    void answer(Map<Crossing, String> confirmed) {
        crossings.forEach(crossing -> steps.add(
                VERIFY,
                "await-answer",
                "an open port is no proof; an answer of the same database is",
                head -> new ProbeStep.AwaitAnswer(
                        head,
                        crossing.endpoint(crossing.port().port()),
                        confirmed.getOrDefault(crossing, ""),
                        PATIENCE,
                        NO_PAUSE)));
    }
}
