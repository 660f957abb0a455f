package dev.berth.adapter.kube;

import dev.berth.adapter.kube.LiveService.Port;
import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;

/** A Service has its old ports no longer; nothing takes that back. */
record RemovedPorts(LiveService service) implements Effect {
    @Override
    public boolean holds() {
        return service.ports().pairs().stream()
                .noneMatch(pair -> service.now().stream().map(Port::port).anyMatch(port -> port == pair.from()));
    }

    @Override
    public Attempt apply() {
        return Calls.attempt(() -> {
            service.removeOld();
            return holds() ? Attempt.done() : Attempt.notDone("somebody has put an old port back");
        });
    }

    @Override
    public Attempt undo() {
        return Attempt.notDone("old ports that are gone do not come back by themselves");
    }
}
