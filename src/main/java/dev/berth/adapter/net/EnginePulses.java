package dev.berth.adapter.net;

import dev.berth.engine.Answer;
import dev.berth.engine.Engines;
import dev.berth.engine.Logins;
import dev.berth.observe.Pulse;
import dev.berth.observe.Sources;
import dev.berth.policy.Endpoint;
import java.time.Duration;

/** Asks databases once each, by their own protocols. */
public final class EnginePulses implements Sources.Pulses {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Engines engines;
    private final Logins logins;

    public EnginePulses(Engines engines, Logins logins) {
        this.engines = engines;
        this.logins = logins;
    }

    @Override
    public Pulse feel(Endpoint endpoint, String root) {
        return new Lines(engines, logins, root)
                .on(
                        endpoint,
                        line -> pulse(endpoint, line.probe(PATIENCE)),
                        reason -> new Pulse(endpoint, false, reason));
    }

    private static Pulse pulse(Endpoint endpoint, Answer answer) {
        return new Pulse(endpoint, answer instanceof Answer.Well, answer.words());
    }
}
