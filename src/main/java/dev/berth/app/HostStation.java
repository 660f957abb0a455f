package dev.berth.app;

import dev.berth.adapter.file.StateFolder;
import dev.berth.plan.Decision.Refusal;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The daemon of a host: the watch, and word of it to systemd.
 *
 * @param states where records are kept, whichever policies there are
 */
record HostStation(Watch watch, Board board, List<StateFolder> states, ServiceWord word) implements Station {
    @Override
    public void start() {
        watch.start();
        word.start();
    }

    @Override
    public void end() throws InterruptedException, IOException {
        word.end();
        watch.end();
    }

    @Override
    public Optional<String> halted() {
        return watch.halted();
    }

    @Override
    public Optional<String> unbegun() {
        return board.last().isPresent() ? Optional.empty() : Optional.of("not every policy had its first round yet");
    }

    /** Where only some of it can't be kept it is ready: one bad file does not stop the others. */
    @Override
    public Map<String, String> unready() {
        var reasons = new TreeMap<String, String>();
        watch.unheard().values().stream()
                .map(Refusal::toString)
                .findFirst()
                .ifPresent(reason -> reasons.put("engines", reason));
        policies().ifPresent(reason -> reasons.put("policies", reason));
        board.stranded().ifPresent(reason -> reasons.put("migrations", reason));
        states.stream()
                .flatMap(state -> state.unwritable().stream())
                .map(Object::toString)
                .findFirst()
                .ifPresent(reason -> reasons.put("records", reason));
        return reasons;
    }

    private Optional<String> policies() {
        return board.last().isEmpty()
                ? Optional.of("they were not read yet")
                : watch.unreadable()
                        .or(() -> board.entries().isEmpty()
                                ? board.flaws().stream().map(Object::toString).findFirst()
                                : Optional.empty());
    }

    @Override
    public Map<String, String> told() {
        var words = new TreeMap<String, String>();
        words.put("sound", String.valueOf(board.entries().size()));
        board.flaws().forEach(flaw -> words.put(flaw.mark().toString(), flaw.toString()));
        board.unwatched().ifPresent(reason -> words.put("unwatched", reason));
        return words;
    }

    @Override
    public void meter(MeterRegistry registry) {
        new Meters(board, registry).register();
    }

    @Override
    public Desk desk() {
        return new BoardDesk(board, states);
    }
}
