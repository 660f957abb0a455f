package dev.berth.execute.sim;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.plan.ProbeStep;
import dev.berth.policy.Client;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Probes in the simulated world: they ask and change nothing. */
record ProbeEffects(World world, List<Client> clients, Map<String, String> evidence, WorldEffects.Making making)
        implements ProbeStep.Cases<Effect> {
    @Override
    public Effect checkPortFree(ProbeStep.CheckPortFree step) {
        return asking(
                () -> world.taken(step.port()) ? Attempt.notDone("port " + step.port() + " is taken") : Attempt.done());
    }

    @Override
    public Effect confirmAnswer(ProbeStep.ConfirmAnswer step) {
        return making.of(
                () -> false,
                () -> answer(step.endpoint().port()),
                () -> same(step.endpoint().port(), step.id()));
    }

    @Override
    public Effect confirmPool(ProbeStep.ConfirmPool step) {
        return asking(() -> world.paused(step.pooler()) ? Attempt.notDone("already paused") : Attempt.done());
    }

    @Override
    public Effect checkpoint(ProbeStep.Checkpoint step) {
        return asking(() -> answer(step.endpoint().port()));
    }

    @Override
    public Effect awaitQuiet(ProbeStep.AwaitQuiet step) {
        return asking(() -> answer(step.endpoint().port()));
    }

    @Override
    public Effect drainSessions(ProbeStep.DrainSessions step) {
        return making.of(
                () -> false, Attempt::done, () -> answer(step.endpoint().port()));
    }

    @Override
    public Effect awaitAnswer(ProbeStep.AwaitAnswer step) {
        return asking(() -> same(step.endpoint().port(), step.confirmed()));
    }

    @Override
    public Effect probeClients(ProbeStep.ProbeClients step) {
        return asking(() -> {
            var ill = step.probes().stream()
                    .filter(probe -> clients.stream()
                            .anyMatch(client -> client.name().equals(probe.client()) && !world.well(client)))
                    .toList();
            return ill.size() * 100 > step.maxFailed() * step.probes().size()
                    ? Attempt.notDone("clients fail: " + ill)
                    : Attempt.done();
        });
    }

    Effect asking(Supplier<Attempt> ask) {
        return making.of(() -> false, ask, Attempt::done);
    }

    Attempt answer(int port) {
        return world.answer(port)
                .<Attempt>map(Attempt.Done::new)
                .orElseGet(() -> Attempt.notDone("nothing answers at " + port));
    }

    /** @param confirmed the step whose evidence must be answered again */
    Attempt same(int port, String confirmed) {
        var identity = evidence.getOrDefault(confirmed, "");
        return world.answer(port).filter(identity::equals).isPresent()
                ? Attempt.done()
                : Attempt.notDone("the database does not answer at " + port);
    }
}
