package dev.berth.execute;

import dev.berth.plan.Plan;
import dev.berth.plan.Step;
import java.util.Map;

/** Turns steps into effects on the world at hand. */
public interface Effects {
    /**
     * Whatever the policy has become since: what an effect is made of, and what its undo needs, is given here.
     *
     * @param migration the journal's name, under which an effect may keep files of its own
     * @param evidence what the steps applied so far left, by step id
     */
    Effect of(String migration, Plan plan, Step step, Map<String, String> evidence);
}
