package dev.berth.plan;

import dev.berth.observe.Project;
import dev.berth.observe.Snapshot;
import dev.berth.plan.Decision.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Reasons not to edit a port's declarations: they contradict each other, the shell, or Compose's own reading, or more
 * than the port would change.
 */
final class Declarations {
    private final Snapshot snapshot;
    private final List<Refusal> refusals = new ArrayList<>();

    Declarations(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** What speaks against believing the declarations of this database; empty when nothing does. */
    List<Refusal> refusals(Placement placement) {
        for (var berth : placement.berths()) {
            var ports = berth.declared().stream()
                    .map(declared -> declared.published().port())
                    .distinct()
                    .toList();
            if (ports.size() > 1) {
                refuse(
                        placement.database().name(),
                        "the Compose files publish its port " + berth.wanted().target() + " on " + ports,
                        "publish it once; an override file appends ports, it does not replace them");
            }
            berth.declared().stream().map(Project.DeclaredPort::published).forEach(published -> {
                if (published.origin() == Project.Origin.SHELL) {
                    refuse(
                            placement.database().name(),
                            "the shell's variable " + published.variable().orElse("") + "=" + published.port()
                                    + " beats the .env file",
                            "unset it, here and wherever docker compose is run");
                }
                if (published.port() != berth.to()) {
                    published.variable().ifPresent(variable -> shared(placement, variable));
                }
            });
            var rendered = rendered(placement, berth);
            if (!ports.isEmpty() && !rendered.isEmpty() && !rendered.equals(words(ports))) {
                refuse(
                        placement.database().name(),
                        "berth reads port " + String.join(", ", words(ports)) + " from the files, Compose renders "
                                + String.join(", ", rendered),
                        "write the port in a plain way; please report this file");
            }
        }
        return List.copyOf(refusals);
    }

    /** Another place may mean this port, or the one inside, or something else: nobody but its writer can tell. */
    private void shared(Placement placement, String variable) {
        snapshot.project().services().stream()
                .flatMap(service -> service.uses().stream())
                .filter(use -> use.variable().equals(variable))
                .forEach(use -> refuse(
                        placement.database().name(),
                        use.mark() + " (" + use.path() + ") takes " + variable + " too, and would change with the port",
                        "give the port a variable of its own, or write there what is meant"));
    }

    private static Set<String> words(List<Integer> ports) {
        return ports.stream().map(String::valueOf).collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> rendered(Placement placement, Placement.Berth berth) {
        return snapshot.docker().model().stream()
                .flatMap(model -> model.ports().stream())
                .filter(port -> placement
                                .container()
                                .compose()
                                .map(compose -> compose.service().equals(port.service()))
                                .orElse(false)
                        && port.target() == berth.wanted().target())
                .map(port -> port.published())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void refuse(String subject, String reason, String remedy) {
        refusals.add(new Refusal(subject, reason, remedy));
    }
}
