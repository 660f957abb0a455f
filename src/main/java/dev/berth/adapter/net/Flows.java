package dev.berth.adapter.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The TCP connections that are led elsewhere than their clients asked, as the kernel tracks them
 * (/proc/net/nf_conntrack).
 *
 * @param known empty where the kernel does not tell
 */
record Flows(Optional<Set<Flow>> known) {
    private static final Set<String> ENDED = Set.of("LAST_ACK", "TIME_WAIT", "CLOSE");

    /** Who asked which port. */
    private record Flow(String client, int port) {}

    /** Those of this network namespace that have not ended. */
    static Flows in(Path proc) {
        try (var lines = Files.lines(proc.resolve("net/nf_conntrack"))) {
            return new Flows(Optional.of(lines.map(line -> line.split("\\s+"))
                    .filter(words -> Arrays.asList(words).contains("tcp"))
                    .flatMap(words -> flow(words).stream())
                    .collect(Collectors.toUnmodifiableSet())));
        } catch (IOException | UncheckedIOException e) {
            return new Flows(Optional.empty());
        }
    }

    /** Whether that client is connected by way of that port. */
    boolean has(Use use) {
        return known.filter(flows -> flows.contains(new Flow(use.client(), use.port())))
                .isPresent();
    }

    /** Whether it is, or nobody can tell. */
    boolean mayHave(Use use) {
        return known.isEmpty() || has(use);
    }

    /** A line names both directions in turn: what was asked, and what answers. */
    private static Optional<Flow> flow(String[] words) {
        Function<String, List<String>> values = name -> Stream.of(words)
                .filter(word -> word.startsWith(name))
                .map(word -> word.substring(name.length()))
                .toList();
        var clients = values.apply("src=");
        var asked = values.apply("dport=");
        var answering = values.apply("sport=");
        boolean led = clients.size() == 2
                && asked.size() == 2
                && answering.size() == 2
                && !asked.get(0).equals(answering.get(1));
        return led && Stream.of(words).noneMatch(ENDED::contains)
                ? Optional.of(new Flow(IpAddress.ofText(clients.get(0)), Integer.parseInt(asked.get(0))))
                : Optional.empty();
    }
}
