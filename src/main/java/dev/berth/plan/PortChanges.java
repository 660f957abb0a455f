package dev.berth.plan;

import dev.berth.observe.Project;
import dev.berth.plan.Drafts.Change;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Where the project's own files say a berth's port: Compose files, .env, .env.example, Prometheus. */
final class PortChanges {
    private static final Set<String> THIS_HOST =
            Set.of("localhost", "127.0.0.1", "[::1]", "::1", "host.docker.internal", "172.17.0.1");

    private final Project project;

    PortChanges(Project project) {
        this.project = project;
    }

    List<Change> of(Placement placement) {
        return placement.berths().stream()
                .flatMap(berth -> Stream.concat(declaration(berth), targets(berth)))
                .toList();
    }

    private Stream<Change> declaration(Placement.Berth berth) {
        var to = String.valueOf(berth.to());
        return berth.declared().stream().map(Project.DeclaredPort::published).flatMap(published -> {
            var digits = published.digits().stream();
            var variable = published.variable().stream().flatMap(name -> entries(name, published.port()));
            return Stream.concat(digits, variable).map(spot -> new Change(spot, to));
        });
    }

    private Stream<dev.berth.observe.Spot> entries(String variable, int port) {
        return Stream.concat(project.env().stream(), project.envExample().stream())
                .filter(entry -> entry.key().equals(variable) && entry.value().equals(String.valueOf(port)))
                .map(Project.EnvEntry::spot);
    }

    private Stream<Change> targets(Placement.Berth berth) {
        return project.targets().stream()
                .filter(target -> target.port() == berth.from() && THIS_HOST.contains(target.host()))
                .map(target -> new Change(target.digits(), String.valueOf(berth.to())));
    }
}
