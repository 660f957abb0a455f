package dev.berth.adapter.net;

import dev.berth.execute.Effect;
import dev.berth.plan.NetStep;
import dev.berth.plan.NetStep.CloseAlias;
import dev.berth.plan.NetStep.HoldConnections;
import dev.berth.plan.NetStep.OpenAlias;
import dev.berth.plan.NetStep.ReleaseConnections;
import dev.berth.plan.Plan;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Makes the steps on the packet filter real. */
public final class NetEffects {
    private final Nft nft;
    private final Clock clock;

    public NetEffects(Clock clock) {
        this.nft = new Nft(List.of("nft"));
        this.clock = clock;
    }

    /** @param evidence what the steps applied so far left, by step id */
    public Effect of(Plan plan, NetStep step, Map<String, String> evidence) {
        var table = new FilterTable(nft, plan.namespace(), plan.policy());
        return step.match(new NetStep.Cases<>() {
            @Override
            public Effect holdConnections(HoldConnections step) {
                return new FilterEffect(
                        clock,
                        () -> false,
                        () -> table.hold(step.ports(), step.limit()),
                        () -> table.release(step.ports(), step.limit()));
            }

            @Override
            public Effect openAlias(OpenAlias step) {
                var aliases = new LedAliases(table, step.aliases());
                return new FilterEffect(
                        clock,
                        () -> evidence.containsKey(step.id()) && aliases.open(),
                        aliases::lead,
                        aliases::takeBack);
            }

            @Override
            public Effect releaseConnections(ReleaseConnections step) {
                return new FilterEffect(
                        clock,
                        () -> false,
                        () -> table.release(step.ports(), step.limit()),
                        () -> table.hold(step.ports(), step.limit()));
            }

            @Override
            public Effect closeAlias(CloseAlias step) {
                var aliases = new LedAliases(table, step.aliases());
                return new FilterEffect(clock, aliases::retired, aliases::retire, () -> {});
            }
        });
    }
}
