package dev.berth.adapter.net;

import dev.berth.engine.Engines;
import dev.berth.engine.Logins;
import dev.berth.execute.Effect;
import dev.berth.observe.Sources;
import dev.berth.plan.Plan;
import dev.berth.plan.ProbeStep;
import dev.berth.plan.ProbeStep.AwaitAnswer;
import dev.berth.plan.ProbeStep.AwaitQuiet;
import dev.berth.plan.ProbeStep.CheckPortFree;
import dev.berth.plan.ProbeStep.Checkpoint;
import dev.berth.plan.ProbeStep.ConfirmAnswer;
import dev.berth.plan.ProbeStep.ConfirmPool;
import dev.berth.plan.ProbeStep.DrainSessions;
import dev.berth.plan.ProbeStep.ProbeClients;
import dev.berth.policy.DockerTarget;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Makes the steps that ask real: by each engine's own protocol, the host's ports and the clients' HTTP probes. */
public final class ProbeEffects {
    private final Engines engines;
    private final Logins logins;
    private final Sources.Host host;
    private final Clock clock;
    private final BooleanSupplier interrupted;

    /** @param interrupted asked while something may take minutes */
    public ProbeEffects(Engines engines, Logins logins, Sources.Host host, Clock clock, BooleanSupplier interrupted) {
        this.engines = engines;
        this.logins = logins;
        this.host = host;
        this.clock = clock;
        this.interrupted = interrupted;
    }

    /** @param evidence what the steps applied so far left, by step id */
    public Effect of(Plan plan, ProbeStep step, Map<String, String> evidence) {
        var lines = Lines.of(engines, logins, plan);
        var connections = new PortConnections(Path.of("/proc"), new PacketFilter());
        return step.match(new ProbeStep.Cases<Effect>() {
            @Override
            public Effect checkPortFree(CheckPortFree step) {
                return plan.docker()
                        .flatMap(DockerTarget::elsewhere)
                        .<Effect>map(away -> new SilentPort(IpAddress.at(step.hostIp(), away), step.port()))
                        .orElseGet(() -> new FreePort(host, step.hostIp(), step.port()));
            }

            @Override
            public Effect confirmAnswer(ConfirmAnswer step) {
                var identity = evidence.getOrDefault(step.id(), "");
                return new ConfirmedAnswer(lines, step.endpoint(), identity, step.patience());
            }

            @Override
            public Effect confirmPool(ConfirmPool step) {
                return new ConfirmedPool(Consoles.of(logins, plan), step.pooler(), step.patience());
            }

            @Override
            public Effect checkpoint(Checkpoint step) {
                return new WrittenCheckpoint(lines, step.endpoint());
            }

            @Override
            public Effect awaitQuiet(AwaitQuiet step) {
                return new AwaitedQuiet(lines, step.endpoint(), step.drain(), step.patience(), interrupted);
            }

            @Override
            public Effect drainSessions(DrainSessions step) {
                return new DrainedSessions(lines, connections, step.endpoint(), step.patience());
            }

            @Override
            public Effect awaitAnswer(AwaitAnswer step) {
                var identity = evidence.getOrDefault(step.confirmed(), "");
                return new AwaitedAnswer(lines, step.endpoint(), identity, left(step, evidence));
            }

            @Override
            public Effect probeClients(ProbeClients step) {
                return new WellClients(step);
            }
        });
    }

    /** The patience counts from the beginning of the pause. */
    private Duration left(AwaitAnswer step, Map<String, String> evidence) {
        var since = evidence.get(step.held());
        if (since == null) {
            return step.patience();
        }
        var left = step.patience().minus(Duration.between(Instant.parse(since), clock.instant()));
        return left.isNegative() ? Duration.ZERO : left;
    }
}
