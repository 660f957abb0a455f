package dev.berth.app;

import dev.berth.adapter.file.Bulletins;
import dev.berth.adapter.file.StateFolder;
import dev.berth.cli.Workplace;
import dev.berth.cycle.Bulletin;
import dev.berth.cycle.Tiers;
import dev.berth.plan.Decision.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells daemons of other hosts what is known of the policies here, and hears what they tell of theirs. */
final class Noticeboard {
    /** Others believe for some minutes what they heard. */
    private static final Duration REPEAT = Duration.ofSeconds(30);

    private final List<Path> others;
    private final EventLog log;
    private final Clock clock;
    private final Map<StateFolder, Said> said = new HashMap<>();
    private List<Refusal> flaws = List.of();

    /** @param others their state folders, or what is shared of them */
    Noticeboard(List<Path> others, EventLog log, Clock clock) {
        this.others = List.copyOf(others);
        this.log = log;
        this.clock = clock;
    }

    /** What others tell now, and why some of them can't be heard. */
    static Workplace.Heard heard(List<Path> records, Instant now) {
        var read =
                records.stream().map(folder -> new Bulletins(folder).read(now)).toList();
        return new Workplace.Heard(
                read.stream().flatMap(one -> one.bulletins().stream()).toList(),
                read.stream()
                        .flatMap(one -> one.flaw().stream())
                        .map(flaw -> new Refusal("records", flaw.reason(), flaw.remedy()))
                        .toList());
    }

    /** What others tell now; that one of them can't be read is said once. */
    List<Bulletin> heard() {
        var heard = heard(others, clock.instant());
        heard.refusals().stream()
                .filter(flaw -> !flaws.contains(flaw))
                .forEach(flaw -> log.warn("RecordsUnreadable", flaw.reason() + " — " + flaw.remedy()));
        flaws = heard.refusals();
        return heard.bulletins();
    }

    /**
     * Tells at once what is no longer as it was told, and now and then what still is. A folder that can't be written
     * makes the daemon not ready, which is said elsewhere.
     */
    void tell(Board board) {
        var looked = board.entries().stream().collect(Collectors.groupingBy(Board.Entry::state));
        var folders = new HashSet<>(said.keySet());
        folders.addAll(looked.keySet());
        for (var state : folders) {
            var before = said.getOrDefault(state, Said.NOTHING);
            var news = news(looked.getOrDefault(state, List.of()));
            if (!before.isStill(news)) {
                tell(state, news);
            }
        }
    }

    /** As old as the oldest look in it: whom nobody looked at for long, as during a move, nobody can call Ready. */
    private Said news(List<Board.Entry> looked) {
        var at = looked.stream()
                .map(entry -> entry.finding().at())
                .min(Comparator.naturalOrder())
                .orElseGet(clock::instant);
        return new Said(at, looked.stream().map(Noticeboard::bulletin).toList());
    }

    private void tell(StateFolder state, Said news) {
        try {
            new Bulletins(state.path()).write(news.at(), news.bulletins());
        } catch (IOException failure) {
            log.warn("RecordsUnwritable", "nothing is told to other hosts: " + failure);
        }
        // A folder whose last policy is gone may go as well.
        if (news.bulletins().isEmpty()) {
            said.remove(state);
        } else {
            said.put(state, news);
        }
    }

    private static Bulletin bulletin(Board.Entry entry) {
        var policy = entry.finding().policy();
        return new Bulletin(Tiers.Name.of(policy), entry.readiness(), Tiers.after(policy));
    }

    /** What was told last in a folder. */
    private record Said(Instant at, List<Bulletin> bulletins) {
        static final Said NOTHING = new Said(Instant.EPOCH, List.of());

        Said {
            bulletins = List.copyOf(bulletins);
        }

        boolean isStill(Said news) {
            return bulletins.equals(news.bulletins)
                    && Duration.between(at, news.at).abs().compareTo(REPEAT) < 0;
        }
    }
}
