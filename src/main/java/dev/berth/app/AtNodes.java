package dev.berth.app;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.policy.Endpoint;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Every pod of a workload answers at its node, with the identities that they had.
 *
 * @param endpoints where its pods are now
 * @param question that one of them is asked
 * @param identities of all before; empty where nobody knows
 * @param again whether they must answer there once more when it is taken back
 */
record AtNodes(
        String workload,
        Supplier<List<Endpoint>> endpoints,
        Function<Endpoint, Effect> question,
        String identities,
        boolean again)
        implements Effect {
    @Override
    public boolean holds() {
        return false;
    }

    @Override
    public Attempt apply() {
        var pods = endpoints.get();
        if (pods.isEmpty()) {
            return Attempt.notDone("no pod of " + workload + " is ready");
        }
        var found = new TreeSet<String>();
        for (var pod : pods) {
            var answer = question.apply(pod).apply();
            if (!(answer instanceof Attempt.Done done)) {
                return answer;
            }
            found.add(done.evidence());
        }
        var told = String.join(" ", found).strip();
        return identities.isEmpty() || told.isEmpty() || told.equals(identities)
                ? new Attempt.Done(told)
                : Attempt.notDone("another database answers at the nodes of " + workload + ": its identity is " + told
                        + ", not " + identities);
    }

    @Override
    public Attempt undo() {
        return again ? apply() : Attempt.done();
    }
}
