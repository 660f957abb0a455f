package dev.berth.adapter.net;

import dev.berth.engine.Engines;
import dev.berth.engine.Logins;
import dev.berth.execute.Effect;
import dev.berth.plan.NetStep;
import dev.berth.plan.NetStep.CloseAlias;
import dev.berth.plan.NetStep.HeldPort;
import dev.berth.plan.NetStep.HoldConnections;
import dev.berth.plan.NetStep.OpenAlias;
import dev.berth.plan.NetStep.ReleaseConnections;
import dev.berth.plan.Plan;
import dev.berth.policy.Endpoint;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Makes the steps on the packet filter real. */
public final class NetEffects {
    /** What looking for room may cost a client that waits. */
    private static final Duration PATIENCE = Duration.ofMillis(250);

    private final Wire wire = new RawSocket();
    private final HeldWays ways = new HeldWays();
    private final Forgetting forgetting = new Forgetting(new NetlinkConntrack());
    private final Engines engines;
    private final Logins logins;
    private final PolicyTables tables;
    private final Path proc;
    private final Clock clock;

    /** @param proc the root of the proc file system, {@code /proc} */
    public NetEffects(Engines engines, Logins logins, PolicyTables tables, Path proc, Clock clock) {
        this.engines = engines;
        this.logins = logins;
        this.tables = tables;
        this.proc = proc;
        this.clock = clock;
    }

    /** @param evidence what the steps applied so far left, by step id */
    public Effect of(Plan plan, NetStep step, Map<String, String> evidence) {
        var table = tables.of(plan.namespace(), plan.policy());
        var lines = Lines.of(engines, logins, plan);
        return step.match(new NetStep.Cases<>() {
            @Override
            public Effect holdConnections(HoldConnections step) {
                var held = held(step.ports(), step.limit(), step.endpoints());
                return new Opposites(
                        () -> {
                            forgetting.prepare();
                            return held.hold();
                        },
                        () -> held.release(forgetting::now));
            }

            @Override
            public Effect openAlias(OpenAlias step) {
                var aliases = new LedAliases(table, step.aliases());
                return new FilterEffect(
                        clock,
                        () -> evidence.containsKey(step.id()) && aliases.open(),
                        () -> aliases.lead(forgetting::begin),
                        aliases::takeBack);
            }

            @Override
            public Effect releaseConnections(ReleaseConnections step) {
                var held = held(step.ports(), step.limit(), step.endpoints());
                return new Opposites(() -> held.release(forgetting::end), () -> {
                    var attempt = held.hold();
                    drain(lines, step);
                    return attempt;
                });
            }

            private HeldConnections held(List<HeldPort> ports, Duration limit, List<Endpoint> endpoints) {
                var recall = new Recall(wire, Room.of(lines, endpoints, PATIENCE));
                return new HeldConnections(table, ports, limit, recall, ways, proc, clock);
            }

            @Override
            public Effect closeAlias(CloseAlias step) {
                var aliases = new LedAliases(table, step.aliases());
                return new FilterEffect(clock, aliases::retired, () -> aliases.retire(proc), () -> {});
            }
        });
    }

    /** Whoever is still busy then is cut off: the way back has to go. */
    private void drain(Lines lines, ReleaseConnections step) {
        var connections = new PortConnections(proc, new PacketFilter());
        long end = System.nanoTime() + step.drain().toNanos();
        for (var endpoint : step.endpoints()) {
            var left = Duration.ofNanos(end - System.nanoTime());
            new DrainedSessions(lines, connections, endpoint, left).apply();
        }
    }
}
