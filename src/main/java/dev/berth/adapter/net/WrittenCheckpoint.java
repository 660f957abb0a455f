package dev.berth.adapter.net;

import dev.berth.execute.Attempt;
import dev.berth.policy.Endpoint;

/** The engine has written what it holds, and has nothing against being stopped. */
record WrittenCheckpoint(Lines lines, Endpoint endpoint) implements Question {
    @Override
    public Attempt ask() throws InterruptedException {
        // The stop would have to write the same, so it may take as long as the engine's own stop.
        return lines.with(
                endpoint,
                line -> line.attempt(line.checkpoint(endpoint.engine().stopPatience()), "is not ready to be stopped"));
    }
}
