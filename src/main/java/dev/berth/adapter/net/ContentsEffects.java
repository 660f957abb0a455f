package dev.berth.adapter.net;

import dev.berth.engine.Contents.Depth;
import dev.berth.engine.Engines;
import dev.berth.engine.Logins;
import dev.berth.execute.Effect;
import dev.berth.plan.ContentsStep;
import dev.berth.plan.ContentsStep.CompareContents;
import dev.berth.plan.ContentsStep.NoteContents;
import dev.berth.plan.ContentsStep.TryContents;
import dev.berth.plan.Plan;
import java.util.Map;

/** Makes the steps real that compare what a database holds before its move and after. */
public final class ContentsEffects {
    private final Engines engines;
    private final Logins logins;

    public ContentsEffects(Engines engines, Logins logins) {
        this.engines = engines;
        this.logins = logins;
    }

    /** @param evidence what the steps applied so far left, by step id */
    public Effect of(Plan plan, ContentsStep step, Map<String, String> evidence) {
        var lines = Lines.of(engines, logins, plan);
        return step.match(new ContentsStep.Cases<>() {
            @Override
            public Effect tryContents(TryContents step) {
                return new TriedContents(lines, step.endpoint(), Depth.of(step.depth()), step.patience());
            }

            @Override
            public Effect noteContents(NoteContents step) {
                var tried = evidence.getOrDefault(step.tried(), "");
                return new NotedContents(
                        lines, step.endpoint(), Depth.of(step.depth()), step.patience(), step.limit(), tried);
            }

            @Override
            public Effect compareContents(CompareContents step) {
                return new ComparedContents(
                        lines,
                        step.endpoint(),
                        Depth.of(step.depth()),
                        step.patience(),
                        evidence.getOrDefault(step.noted(), ""));
            }
        });
    }
}
