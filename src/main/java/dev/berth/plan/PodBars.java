package dev.berth.plan;

import dev.berth.observe.PodTemplate;
import dev.berth.policy.Database;
import dev.berth.policy.Workload;
import java.util.Optional;

/**
 * What a template and its pods themselves say against a port of theirs.
 *
 * @param name of the berth, as {@code DATABASE.PORT}
 */
record PodBars(String name, Database.Port port, Workload workload) {
    private static final String LOOPBACK = "127.";

    /** Why there is no saying which port of the node leads to the database. */
    Optional<Bar> unknown(PodTemplate template) {
        var ports = template.ports(port.target());
        if (ports.isEmpty()) {
            return unseen(template)
                    .or(() -> Optional.of(bar(
                            Bar.Kind.MISSING,
                            "no container of " + workload + " lists port " + port.target() + " by TCP",
                            "correct target of " + port.name() + ", or the ports of the containers")));
        }
        if (ports.size() > 1) {
            return Optional.of(bar(
                    Bar.Kind.UNSUPPORTED,
                    "port " + port.target() + " is listed " + ports.size() + " times in " + workload,
                    "have one container list it, once"));
        }
        if (template.hostNetwork()) {
            return Optional.of(bar(
                    Bar.Kind.UNSUPPORTED,
                    "the pods of " + workload
                            + " are on the network of their nodes, where a port is the container's own",
                    "take hostNetwork away, or configure the database for another port"));
        }
        return ports.get(0).host().isPresent()
                ? Optional.empty()
                : Optional.of(bar(
                        Bar.Kind.MISSING,
                        "port " + port.target() + " of " + workload + " has no hostPort that could move",
                        "add a hostPort to it, or name the database by its service"));
    }

    /** Why nobody finds the database at the port that its template has. */
    Optional<Bar> behind(PodTemplate template) {
        if (template.updated() < template.replicas()) {
            return Optional.of(bar(
                    Bar.Kind.MISSING,
                    template.updated() + " of " + template.replicas() + " pods of " + workload
                            + " have started since its template has hostPort " + port.port(),
                    "start the others anew, if nobody else does"));
        }
        return unready(template);
    }

    /** Why its pods can't be had with another port. */
    Optional<Bar> unmovable(PodTemplate template, PodTemplate.Port now) {
        if (now.address().startsWith(LOOPBACK) || now.address().equals("::1")) {
            return Optional.of(bar(
                    Bar.Kind.UNSUPPORTED,
                    "hostPort " + now.host().orElseThrow() + " of " + workload + " answers at " + now.address()
                            + " of its node alone, where nobody can ask whether it does",
                    "take hostIP away"));
        }
        Optional<Bar> hindered = hindered(template);
        if (hindered.isPresent()) {
            return hindered;
        }
        return template.replicas() == 0
                ? Optional.of(bar(Bar.Kind.MISSING, workload + " has no pods", "start them all"))
                : unready(template);
    }

    /** A template that berth may not look at lists no port of any container, and no more is known than why. */
    private Optional<Bar> unseen(PodTemplate template) {
        return template.ports().isEmpty() ? hindered(template) : Optional.empty();
    }

    private Optional<Bar> hindered(PodTemplate template) {
        return template.hindrance().map(reason -> bar(Bar.Kind.UNSUPPORTED, workload + " " + reason, "lift that"));
    }

    private Optional<Bar> unready(PodTemplate template) {
        return template.ready() >= template.replicas()
                ? Optional.empty()
                : Optional.of(bar(
                        Bar.Kind.MISSING,
                        template.ready() + " of " + template.replicas() + " pods of " + workload + " are ready",
                        "start them all"));
    }

    private Bar bar(Bar.Kind kind, String reason, String remedy) {
        return Bar.of(kind, name, reason, remedy);
    }
}
