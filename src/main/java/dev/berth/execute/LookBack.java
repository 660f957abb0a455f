package dev.berth.execute;

import dev.berth.journal.Progress;
import dev.berth.plan.ContainerStep;
import dev.berth.plan.Decision.Refusal;
import dev.berth.plan.FileStep;
import dev.berth.plan.NetStep;
import dev.berth.plan.PoolStep;
import dev.berth.plan.ServiceStep;
import dev.berth.plan.Step;
import dev.berth.plan.WorkloadStep;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks again at what the journal calls done, before a run goes on from there.
 *
 * <p>Somebody may have taken it away meanwhile; or a way back did, whose entries a full disk never took. Going forward
 * from such a place would end as “migrated” with half of it missing.
 */
final class LookBack {
    private final StepWalk walk;
    private final Ledger ledger;

    LookBack(StepWalk walk, Ledger ledger) {
        this.walk = walk;
        this.ledger = ledger;
    }

    /** Why the run can't go on to a step; empty when it can. */
    Optional<String> missing(Step next) {
        return ledger.progress().takenBackWith(next).stream()
                .flatMap(move -> move.steps().stream())
                .filter(step -> ledger.progress().applied(step) && lasts(step) && !walk.holds(step))
                .findFirst()
                .map(step -> step.id() + " was done, and is no longer so");
    }

    /** Why the migration can't be taken back as a whole, as things stand. */
    List<Refusal> obstacles() {
        return Stream.concat(changedFiles(), barred()).toList();
    }

    /**
     * Files that somebody changed since the migration edited them, so that they can't go back byte for byte. None is told
     * once a way back has begun: what it took back last may not be recorded, and it stops at what it can't take back.
     */
    private Stream<Refusal> changedFiles() {
        if (ledger.progress().standing() == Progress.Standing.REVERSING) {
            return Stream.empty();
        }
        return ledger.progress()
                .touched()
                .filter(step -> ledger.progress().applied(step)
                        && step instanceof FileStep.EditFile edit
                        && !editedAgain(edit)
                        && !walk.holds(step))
                .map(step -> new Refusal(
                        ((FileStep.EditFile) step).path(),
                        "changed since berth edited it, so it can't go back byte for byte",
                        "take that change out, roll back, and put it in again"));
    }

    /** Told of a soak alone: before it, what looks like somebody's doing may be that of a way back which broke off. */
    private Stream<Refusal> barred() {
        return ledger.progress().standing() == Progress.Standing.SOAKING
                ? ledger.progress().touched().flatMap(step -> walk.obstacle(step).stream())
                : Stream.empty();
    }

    private boolean lasts(Step step) {
        return step instanceof ContainerStep.SaveRecipe
                || step instanceof ContainerStep.CreateReplacement
                || step instanceof ContainerStep.StartReplacement
                || step instanceof ContainerStep.PromoteReplacement
                || step instanceof ContainerStep.RemoveParked
                || step instanceof NetStep.OpenAlias
                || step instanceof PoolStep.ResumePool
                || step instanceof ServiceStep.AddPorts
                || step instanceof WorkloadStep.PatchHostPorts
                || step instanceof WorkloadStep.PatchValue patch && !patchedAgain(patch)
                || step instanceof FileStep.EditFile edit && !editedAgain(edit);
    }

    private boolean editedAgain(FileStep.EditFile edit) {
        return touchedAfter(edit)
                .anyMatch(step ->
                        step instanceof FileStep.EditFile later && later.path().equals(edit.path()));
    }

    private boolean patchedAgain(WorkloadStep.PatchValue patch) {
        return touchedAfter(patch)
                .anyMatch(step -> step instanceof WorkloadStep.PatchValue later
                        && later.place().equals(patch.place()));
    }

    private Stream<Step> touchedAfter(Step step) {
        return ledger.progress()
                .touched()
                .dropWhile(other -> !other.id().equals(step.id()))
                .skip(1);
    }
}
