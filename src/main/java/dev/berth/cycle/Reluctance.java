package dev.berth.cycle;

import dev.berth.observe.Sources;
import dev.berth.plan.Decision;
import dev.berth.plan.Decision.Refusal;
import dev.berth.plan.Plan;
import dev.berth.plan.ProbeStep.Checkpoint;
import java.util.List;

/** What the databases that a plan would stop have against it; nobody else is asked. */
record Reluctance(Sources.Qualms qualms) {
    /** The decision, unless it is a plan that one of them has a qualm about. */
    Decision weighed(Decision decision) {
        if (!(decision instanceof Decision.Pending pending)) {
            return decision;
        }
        var refusals = refusals(pending.plan());
        return refusals.isEmpty() ? decision : new Decision.Refused(refusals);
    }

    private List<Refusal> refusals(Plan plan) {
        return plan.steps()
                .filter(Checkpoint.class::isInstance)
                .map(step -> ((Checkpoint) step).endpoint())
                .flatMap(endpoint -> qualms.about(endpoint, plan.root()).stream()
                        .map(qualm -> new Refusal(endpoint.database(), qualm.reason(), qualm.remedy())))
                .distinct()
                .toList();
    }
}
