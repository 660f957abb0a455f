package dev.berth.adapter.net;

import dev.berth.execute.Attempt;
import dev.berth.policy.Endpoint;
import java.time.Duration;

/**
 * The database answers where it is; taken back, the same one answers there again.
 *
 * @param identity what it was confirmed as; empty before that, and where its engine has none
 */
record ConfirmedAnswer(Lines lines, Endpoint endpoint, String identity, Duration patience) implements Question {
    @Override
    public Attempt ask() throws InterruptedException {
        return lines.with(
                endpoint,
                line -> line.attempt(
                        line.untilWell(Patience.relaxed(patience)),
                        "gave no good answer within " + patience.toMillis() + " ms"));
    }

    @Override
    public Attempt undo() {
        return new AwaitedAnswer(lines, endpoint, identity, patience).apply();
    }
}
