package dev.berth.cycle;

import dev.berth.execute.Effects;
import dev.berth.plan.Plan;
import dev.berth.policy.Policy;
import java.util.List;

/** Makes copies of Services of a cluster, which lead to the same pods under addresses that no client knows. */
public interface ServiceCopies {
    /** Copies of every Service that a plan is about, each with its endpoints; nothing of them stays where one can't be made. */
    Made make(Policy policy, Plan plan);

    /** What making them gave. */
    sealed interface Made {
        /** All are there, to be removed by whoever asked for them. */
        record Ready(Cast cast) implements Made {}

        /** None is. */
        record Unable(String reason) implements Made {}
    }

    /** The copies of one rehearsal. */
    interface Cast {
        /** The policy with the copies in the place of its Services. */
        Policy policy();

        /** The same effects, by which steps on copies are done, and those on anything else only tried. */
        Effects effects(Effects real);

        /** In what the copies differ from what they were when they were made, and what went wrong by them in between. */
        List<String> flaws();

        /** What was seen of them in between, such as how long calls took. */
        String remark();

        /** Removes them; what can't be removed now is told from the rest by its label, and goes later. */
        void remove();
    }
}
