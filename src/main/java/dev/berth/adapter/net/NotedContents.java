package dev.berth.adapter.net;

import dev.berth.engine.Contents.Depth;
import dev.berth.engine.Looked;
import dev.berth.execute.Attempt;
import dev.berth.policy.Endpoint;
import java.time.Duration;

/** What a database holds is on record, or at least how far it has come, or why nobody can tell; Strict insists on all. */
record NotedContents(Lines lines, Endpoint endpoint, Depth depth, Duration patience) implements Question {
    @Override
    public Attempt ask() throws InterruptedException {
        return lines.with(endpoint, line -> {
            var looked = line.look(depth, patience);
            if (looked instanceof Looked.Seen || depth == Depth.FAST) {
                return new Attempt.Done(LookedText.of(looked));
            }
            return Attempt.notDone("verify.fingerprint is Strict, and " + line.name() + " can't be compared within "
                    + patience.toMillis() + " ms: " + looked.why() + " — raise hold.limit, or ask for Fast");
        });
    }
}
