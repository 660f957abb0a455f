package dev.berth.adapter.net;

import dev.berth.engine.Engines;
import dev.berth.engine.Logins;
import dev.berth.observe.Qualm;
import dev.berth.observe.Sources;
import dev.berth.policy.Endpoint;
import java.time.Duration;
import java.util.Optional;

/** Asks databases by their own protocols what a stop would lose. */
public final class EngineQualms implements Sources.Qualms {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Engines engines;
    private final Logins logins;

    public EngineQualms(Engines engines, Logins logins) {
        this.engines = engines;
        this.logins = logins;
    }

    /** One that doesn't answer is told by the step that every move begins with. */
    @Override
    public Optional<Qualm> about(Endpoint endpoint, String root) {
        return new Lines(engines, logins, root)
                .on(
                        endpoint,
                        line -> line.objection(PATIENCE)
                                .map(objection -> new Qualm(objection.reason(), objection.remedy())),
                        reason -> Optional.empty());
    }
}
