package dev.berth.adapter.net;

import dev.berth.engine.Answer.Well;
import dev.berth.execute.Attempt;
import dev.berth.policy.Endpoint;
import java.time.Duration;

/**
 * The same database answers as before, at its new port or at its old one again.
 *
 * @param identity what it must be; empty where its engine has none
 */
record AwaitedAnswer(Lines lines, Endpoint endpoint, String identity, Duration patience) implements Question {
    @Override
    public Attempt ask() throws InterruptedException {
        return lines.with(endpoint, line -> {
            var answer = line.untilWell(Patience.tight(patience));
            if (answer instanceof Well well && isAnother(well.identity())) {
                return Attempt.notDone("another database answers at " + line.name() + ": its identity is "
                        + well.identity() + ", not " + identity);
            }
            return line.attempt(answer, "gave no good answer within " + patience.toMillis() + " ms");
        });
    }

    private boolean isAnother(String found) {
        return !found.isEmpty() && !identity.isEmpty() && !found.equals(identity);
    }
}
