package dev.berth.adapter.docker;

import java.time.Duration;

/**
 * A moment between two calls of an engine.
 *
 * @param meanwhile what is waited for, for whoever reads that it was interrupted: “while a container was started”
 */
record Pause(Duration length, String meanwhile) {
    void take() throws Unanswered {
        try {
            Thread.sleep(length.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unanswered("interrupted " + meanwhile, "run the same command again");
        }
    }
}
