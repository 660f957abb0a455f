package dev.berth.policy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A program that uses berthed databases: what of it names the ports, how it restarts, how it shows that it is well.
 *
 * @param files on a Docker engine
 * @param values in a cluster
 * @param restart a Compose service, or in a cluster a workload
 */
public record Client(
        String name,
        List<String> uses,
        List<FileRule> files,
        List<ValueRule> values,
        Optional<String> restart,
        Optional<String> probe,
        Mark mark) {
    public Client {
        uses = List.copyOf(uses);
        files = List.copyOf(files);
        values = List.copyOf(values);
    }

    /** One of a Docker engine. */
    public Client(
            String name,
            List<String> uses,
            List<FileRule> files,
            Optional<String> restart,
            Optional<String> probe,
            Mark mark) {
        this(name, uses, files, List.of(), restart, probe, mark);
    }

    /** Whose pods take its values when they start, in a cluster: the one to restart, and those whose variables change. */
    public List<Workload> workloads() {
        return Stream.concat(
                        restart.map(Workload::of).stream(),
                        values.stream().flatMap(rule -> rule.place().workload().stream()))
                .distinct()
                .toList();
    }

    /**
     * A text in a file that names ports.
     *
     * @param find the text as it stands before any berth moved
     * @param replace the same with <code>{{database.port}}</code> in place of the numbers
     * @param times how often the text must stand in the file, no more and no less
     */
    public record FileRule(String path, String find, String replace, int times, Mark mark) {}

    /**
     * A value of an object of a cluster that names ports.
     *
     * @param find the part that names them, as it stands before any berth moved; empty where the whole value does
     * @param replace the same with <code>{{database.port}}</code> in place of the numbers
     * @param times how often that part must stand in the value
     */
    public record ValueRule(ValuePlace place, Optional<String> find, String replace, int times, Mark mark) {}
}
