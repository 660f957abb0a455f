package dev.berth.plan;

import dev.berth.policy.Verification.Fingerprint;

/** What a step on a database's contents does, as one clause. */
final class ContentsStepText implements ContentsStep.Cases<String> {
    @Override
    public String tryContents(ContentsStep.TryContents step) {
        return "look at what " + step.endpoint() + " holds, " + words(step.depth()) + " within " + step.patience();
    }

    @Override
    public String noteContents(ContentsStep.NoteContents step) {
        return "note what " + step.endpoint() + " holds, " + words(step.depth()) + " within " + step.patience();
    }

    @Override
    public String compareContents(ContentsStep.CompareContents step) {
        return "compare what " + step.endpoint() + " holds with " + step.noted() + ", " + words(step.depth())
                + " within " + step.patience();
    }

    private static String words(Fingerprint depth) {
        return depth == Fingerprint.STRICT ? "every row in order," : "rows summed up,";
    }
}
