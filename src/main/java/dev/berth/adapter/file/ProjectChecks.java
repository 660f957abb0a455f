package dev.berth.adapter.file;

import dev.berth.observe.Project.DeclaredPort;
import dev.berth.observe.Project.EnvEntry;
import dev.berth.observe.Project.Published;
import dev.berth.policy.Database;
import dev.berth.policy.Database.Port;
import dev.berth.policy.Policy;
import dev.berth.policy.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Holds a policy against the services of its Compose files. */
final class ProjectChecks {
    private final Policy policy;
    private final Map<String, Draft> services;
    private final List<EnvEntry> env;
    private final List<Violation> violations = new ArrayList<>();

    ProjectChecks(Policy policy, Map<String, Draft> services, List<EnvEntry> env) {
        this.policy = policy;
        this.services = services;
        this.env = env;
    }

    List<Violation> violations() {
        for (int i = 0; i < policy.databases().size(); i++) {
            var database = policy.databases().get(i);
            if (database.runner() instanceof Database.Runner.Service service) {
                check(database, service.name(), "spec.databases[" + i + "]");
            }
        }
        return List.copyOf(violations);
    }

    private void check(Database database, String name, String path) {
        var service = services.get(name);
        if (service == null) {
            var allowed = "no such service in the Compose files; they have "
                    + listed(services.keySet().stream().toList());
            violations.add(new Violation(database.mark(), path + ".service", name, allowed));
            return;
        }
        for (int i = 0; i < database.ports().size(); i++) {
            check(service, database.ports().get(i), path + ".ports[" + i + "]");
        }
    }

    private void check(Draft service, Port port, String path) {
        var lines = service.ports().stream()
                .filter(line -> line.covers(port.target())
                        || (line.last() < 0 && !line.problem().isEmpty()))
                .toList();
        if (lines.stream().noneMatch(line -> line.covers(port.target()))) {
            var published = service.ports().stream()
                    .flatMap(line -> line.declared().stream())
                    .map(declared -> declared.target() + "/" + declared.protocol())
                    .distinct()
                    .toList();
            violations.add(new Violation(
                    port.mark(),
                    path + ".target",
                    String.valueOf(port.target()),
                    "service " + service.name() + " does not publish it; it publishes " + listed(published)));
        }
        lines.forEach(line -> check(service, line, port, path));
    }

    private void check(Draft service, PortLine line, Port port, String path) {
        if (!line.problem().isEmpty()) {
            violations.add(new Violation(
                    line.mark(),
                    "services." + service.name() + ".ports",
                    line.last() < 0 ? "" : String.valueOf(port.target()),
                    line.problem() + "; write HOST:" + port.target() + " or ${VARIABLE:-HOST}:" + port.target()));
            return;
        }
        line.declared().stream().map(DeclaredPort::published).forEach(published -> {
            checkVariable(line, published, port, path);
            checkAgreement(service, line, published);
        });
    }

    private void checkVariable(PortLine line, Published published, Port port, String path) {
        var used = published.variable();
        if (port.variable().isPresent() && !port.variable().equals(used)) {
            violations.add(new Violation(
                    port.mark(),
                    path + ".variable",
                    port.variable().get(),
                    line.mark() + " takes the port from "
                            + used.map(name -> "the variable " + name).orElse("no variable") + "; name what it uses"));
        }
    }

    /** A default that says something else than the .env would come back the day the .env is lost. */
    private void checkAgreement(Draft service, PortLine line, Published published) {
        var set = env.stream()
                .filter(entry ->
                        published.variable().filter(entry.key()::equals).isPresent())
                .reduce((first, last) -> last);
        var fallback = published.digits();
        if (set.isPresent()
                && fallback.isPresent()
                && !fallback.get().text().equals(set.get().value())) {
            violations.add(new Violation(
                    line.mark(),
                    "services." + service.name() + ".ports",
                    set.get().key(),
                    "its default " + fallback.get().text() + " is not what "
                            + set.get().mark() + " sets; write the same number in both"));
        }
    }

    private static String listed(List<String> names) {
        return names.isEmpty() ? "none" : names.stream().collect(Collectors.joining(", "));
    }
}
