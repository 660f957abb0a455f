package dev.berth.adapter.file;

import dev.berth.observe.Project.DeclaredPort;
import dev.berth.observe.Project.Service;
import dev.berth.policy.Mark;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A service while files, {@code extends} and overrides are laid over each other.
 *
 * @param fresh whether its ports replace those of what lies under it ({@code !reset}, {@code !override})
 * @param removed whether it takes the service away altogether
 * @param envFiles the files that fill its container's environment
 */
record Draft(String name, Mark mark, List<PortLine> ports, boolean fresh, boolean removed, List<Path> envFiles) {
    Draft {
        ports = List.copyOf(ports);
        envFiles = List.copyOf(envFiles);
    }

    /** This one laid over another: ports append. */
    Draft over(Draft base) {
        return new Draft(
                name,
                base.mark,
                fresh ? ports : join(base.ports, ports),
                fresh,
                removed,
                join(base.envFiles, envFiles));
    }

    /** As a service that extends another: the same under its own mark. */
    Draft extending(Draft base) {
        var both = over(base);
        return new Draft(name, mark, both.ports, fresh, removed, both.envFiles);
    }

    Service service() {
        List<DeclaredPort> declared = ports.stream()
                .flatMap(line -> line.declared().stream())
                .distinct()
                .toList();
        return new Service(name, mark, declared);
    }

    private static <T> List<T> join(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).distinct().toList();
    }
}
