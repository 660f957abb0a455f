package dev.berth.app;

import dev.berth.adapter.file.StateFolder;
import dev.berth.report.DecisionReport;
import dev.berth.report.Document;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the daemon of a host knows.
 *
 * @param states where records are kept, whichever policies there are
 */
record BoardDesk(Board board, List<StateFolder> states) implements Desk {
    @Override
    public Map<String, Object> policies() {
        return Document.of(
                "policies",
                board.entries().stream().map(Wording::policy).toList(),
                "violations",
                DecisionReport.documents(board.flaws()));
    }

    @Override
    public Optional<Map<String, Object>> policy(String namespace, String name) {
        return board.entries().stream()
                .filter(entry -> entry.finding().policy().namespace().equals(namespace)
                        && entry.finding().policy().name().equals(name))
                .map(Wording::policy)
                .findFirst();
    }

    @Override
    public List<Map<String, Object>> migrations() {
        return Wording.migrations(states);
    }

    @Override
    public List<Map<String, Object>> berths() {
        return board.entries().stream()
                .flatMap(entry -> Wording.berths(entry).stream())
                .toList();
    }
}
