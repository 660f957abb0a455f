package dev.berth.adapter.kube;

import dev.berth.adapter.kube.LiveService.Port;
import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import io.fabric8.kubernetes.api.model.Service;
import java.util.List;
import java.util.Optional;

/** A Service has its old ports no longer; nothing takes that back. */
record RemovedPorts(LiveService service) implements Effect {
    @Override
    public boolean holds() {
        return service.found().map(LiveService::of).orElse(List.of()).stream().noneMatch(service::isOld);
    }

    @Override
    public Attempt apply() {
        return Calls.attempt(() -> Calls.again(() -> {
            Service live = service.live();
            List<Port> now = LiveService.of(live);
            Optional<String> missing = service.missing(now);
            if (missing.isPresent()) {
                return Attempt.notDone("the new port " + missing.get() + " is no longer there");
            }
            List<Port> expected =
                    now.stream().filter(port -> !service.isOld(port)).toList();
            List<Port> tried = service.triedWithoutOld(live);
            if (!tried.equals(expected)) {
                return Attempt.notDone("the ports would be " + tried + " and not " + expected);
            }
            service.removeOld(live);
            return holds()
                    ? new Attempt.Done("commit that " + service.ports().retiredManifest())
                    : Attempt.notDone("somebody has put an old port back");
        }));
    }

    @Override
    public Attempt undo() {
        return Attempt.notDone("old ports that are gone do not come back by themselves");
    }
}
