package dev.berth.execute.sim;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.plan.NetStep;
import dev.berth.plan.NetStep.HeldPort;
import java.util.List;
import java.util.Map;

/** The packet filter of the simulated world. */
record NetEffects(World world, Map<String, String> evidence, WorldEffects.Making making)
        implements NetStep.Cases<Effect> {
    @Override
    public Effect holdConnections(NetStep.HoldConnections step) {
        return making.of(() -> false, () -> held(step.ports()), () -> released(step.ports()));
    }

    @Override
    public Effect openAlias(NetStep.OpenAlias step) {
        return making.of(
                () -> evidence.containsKey(step.id()) && world.aliases().containsAll(step.aliases()),
                () -> {
                    world.alias(step.aliases());
                    return Attempt.done();
                },
                () -> {
                    world.unalias(step.aliases());
                    return Attempt.done();
                });
    }

    @Override
    public Effect releaseConnections(NetStep.ReleaseConnections step) {
        return making.of(() -> false, () -> released(step.ports()), () -> held(step.ports()));
    }

    @Override
    public Effect closeAlias(NetStep.CloseAlias step) {
        return making.of(
                () -> step.aliases().stream().noneMatch(world.aliases()::contains),
                () -> {
                    world.unalias(step.aliases());
                    return Attempt.done();
                },
                Attempt::done);
    }

    private Attempt held(List<HeldPort> ports) {
        world.hold(ports.stream().map(HeldPort::port).toList());
        return Attempt.done();
    }

    private Attempt released(List<HeldPort> ports) {
        world.release(ports.stream().map(HeldPort::port).toList());
        return Attempt.done();
    }
}
