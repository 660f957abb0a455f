package dev.berth.plan;

import dev.berth.plan.Step.Head;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Collects the steps of one move and names each {@code move/number-what}. */
final class StepList {
    private final String move;
    private final List<Step> steps = new ArrayList<>();

    StepList(String move) {
        this.move = move;
    }

    /** Adds a step and gives its id. */
    String add(Phase phase, String what, String cause, Function<Head, Step> step) {
        var id = String.format(Locale.ROOT, "%s/%02d-%s", move, steps.size() + 1, what);
        steps.add(step.apply(new Head(id, phase, cause)));
        return id;
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }
}
