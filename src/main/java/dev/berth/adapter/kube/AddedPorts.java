package dev.berth.adapter.kube;

import dev.berth.adapter.kube.LiveService.Port;
import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A Service has new ports beside its old ones, and nothing else of its list differs. */
record AddedPorts(LiveService service) implements Effect {
    @Override
    public boolean holds() {
        List<Port> now = service.now();
        return service.ports().pairs().stream()
                .allMatch(pair -> now.contains(Port.old(pair)) && now.contains(Port.added(pair)));
    }

    @Override
    public Attempt apply() {
        return Calls.attempt(() -> {
            Attempt tried = dryRun();
            if (!(tried instanceof Attempt.Done)) {
                return tried;
            }
            service.apply(true);
            return holds() ? Attempt.done() : Attempt.notDone("somebody else wrote the ports meanwhile");
        });
    }

    /** The same without changing anything. */
    Attempt tried() {
        return Calls.attempt(this::dryRun);
    }

    private Attempt dryRun() {
        List<Port> expected = with(service.now());
        List<Port> tried = service.tried(true);
        return tried.equals(expected)
                ? Attempt.done()
                : Attempt.notDone("the ports would be " + tried + " and not " + expected);
    }

    @Override
    public Attempt undo() {
        return Calls.attempt(() -> {
            Optional<List<Port>> found = service.found().map(LiveService::of);
            if (found.isEmpty()) {
                return Attempt.done();
            }
            List<Port> now = found.get();
            List<Port> expected = without(now);
            if (now.equals(expected)) {
                return Attempt.done();
            }
            List<Port> tried = service.tried(false);
            if (!tried.equals(expected)) {
                return Attempt.notDone("without berth's part the ports would be " + tried + " and not " + expected
                        + ": somebody else has a part of them — put them right by hand");
            }
            service.apply(false);
            return Attempt.done();
        });
    }

    private List<Port> with(List<Port> now) {
        List<Port> ports = new ArrayList<>(now);
        service.ports().pairs().forEach(pair -> {
            ports.remove(Port.before(pair));
            ports.remove(Port.old(pair));
            ports.remove(Port.added(pair));
            ports.add(Port.old(pair));
            ports.add(Port.added(pair));
        });
        Collections.sort(ports);
        return ports;
    }

    private List<Port> without(List<Port> now) {
        List<Port> ports = new ArrayList<>(now);
        service.ports().pairs().forEach(pair -> {
            ports.remove(Port.added(pair));
            if (ports.remove(Port.old(pair))) {
                ports.add(Port.before(pair));
            }
        });
        Collections.sort(ports);
        return ports;
    }
}
