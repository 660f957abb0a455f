package dev.berth.adapter.kube;

import dev.berth.adapter.kube.LiveService.Port;
import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import java.util.List;

/** A Service has its old ports no longer; nothing takes that back. */
record RemovedPorts(LiveService service) implements Effect {
    @Override
    public boolean holds() {
        return service.now().stream().noneMatch(this::isOld);
    }

    @Override
    public Attempt apply() {
        return Calls.attempt(() -> {
            List<Port> expected =
                    service.now().stream().filter(port -> !isOld(port)).toList();
            List<Port> tried = service.triedWithoutOld();
            if (!tried.equals(expected)) {
                return Attempt.notDone("the ports would be " + tried + " and not " + expected);
            }
            service.removeOld();
            return holds()
                    ? new Attempt.Done("commit " + service.ports().retiredManifest())
                    : Attempt.notDone("somebody has put an old port back");
        });
    }

    private boolean isOld(Port port) {
        return service.ports().pairs().stream().anyMatch(pair -> pair.from() == port.port());
    }

    @Override
    public Attempt undo() {
        return Attempt.notDone("old ports that are gone do not come back by themselves");
    }
}
