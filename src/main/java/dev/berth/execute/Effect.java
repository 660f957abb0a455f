package dev.berth.execute;

import dev.berth.plan.Decision.Refusal;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A step made real. Every call may come again, and may find the world as a crash in the middle of any call left it, or
 * as a way back left it that the journal could not record: each looks first, does only what is missing, and believes
 * no earlier step that it has not seen.
 */
public interface Effect {
    /**
     * Whether what the step wants is so, whole.
     *
     * <p>Asked before the step begins, true means that somebody else did it, and that no way back will undo it; so a step
     * that acts on what is there (stop, park, promote, restart, ask) answers false. Asked of an applied step that saves,
     * edits, creates, starts or removes, true means that it is still so, whatever later steps did on top; a created or
     * started replacement is told by the evidence of its creation, not by a name.
     */
    boolean holds();

    /**
     * Does what is missing. Starts nothing while another container on the same volumes runs, and removes nothing whose
     * replacement does not run.
     */
    Attempt apply();

    /** The same, telling people now and then how far it is; most are too short for that. */
    default Attempt apply(Consumer<String> progress) {
        return apply();
    }

    /**
     * Takes back all, part or nothing of what apply did; nothing left to take back is done.
     *
     * <p>A file may already be as it was before an earlier step: see {@link dev.berth.plan.Plan#before}. A container that is
     * gone is made again from its recipe; the recipe itself goes last, once the container stands and runs as it was.
     */
    Attempt undo();

    /**
     * What would stop undo half-way as things stand, and what lifts that. Asked of what a soaking migration did, before its way
     * back touches anything; empty where there is nothing, or only undo itself can tell.
     */
    default Optional<Refusal> obstacle() {
        return Optional.empty();
    }
}
