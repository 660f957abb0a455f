package dev.berth.adapter.net;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The TCP connections that are led elsewhere than their clients asked.
 *
 * @param known empty where the kernel does not tell
 */
record Flows(Optional<List<TrackedFlow>> known) {
    /** Those of this network namespace that have not ended. */
    static Flows in(Path proc) {
        try {
            return new Flows(Optional.of(
                    TrackedFlow.in(proc).stream().filter(TrackedFlow::led).toList()));
        } catch (IOException e) {
            return new Flows(Optional.empty());
        }
    }

    /** Whether that client is connected by way of that port. */
    boolean has(Use use) {
        return known.stream()
                .flatMap(List::stream)
                .anyMatch(flow ->
                        flow.from().address().equals(use.client()) && flow.to().port() == use.port());
    }

    /** Whether it is, or nobody can tell. */
    boolean mayHave(Use use) {
        return known.isEmpty() || has(use);
    }
}
