package dev.berth.adapter.file;

import dev.berth.observe.Project.DeclaredPort;
import dev.berth.observe.Project.EnvEntry;
import dev.berth.observe.Project.Service;
import dev.berth.policy.Mark;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A service while files, {@code extends} and overrides are laid over each other.
 *
 * @param fresh whether its ports replace those of what lies under it ({@code !reset}, {@code !override})
 * @param removed whether it takes the service away altogether
 */
record Draft(
        String name,
        Mark mark,
        List<PortLine> ports,
        boolean fresh,
        boolean removed,
        Inputs inputs,
        List<String> dependsOn) {
    Draft {
        ports = List.copyOf(ports);
        dependsOn = List.copyOf(dependsOn);
    }

    /** This one laid over another: ports append. */
    Draft over(Draft base) {
        return new Draft(
                name,
                base.mark,
                fresh ? ports : join(base.ports, ports),
                fresh,
                removed,
                inputs.over(base.inputs),
                join(base.dependsOn, dependsOn));
    }

    /** As a service that extends another: the same under its own mark. */
    Draft extending(Draft base) {
        var both = over(base);
        return new Draft(name, mark, both.ports, fresh, removed, both.inputs, both.dependsOn);
    }

    /** @param env what the project's own .env files set */
    Service service(Map<Path, List<EnvEntry>> env) {
        List<DeclaredPort> declared = ports.stream()
                .flatMap(line -> line.declared().stream())
                .distinct()
                .toList();
        return new Service(name, mark, declared, inputs.uses(name, env), dependsOn);
    }

    static <T> List<T> join(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).distinct().toList();
    }
}
