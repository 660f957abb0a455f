package dev.berth.app;

import dev.berth.adapter.file.Bulletins;
import dev.berth.adapter.file.StateFolder;
import dev.berth.cli.Workplace;
import dev.berth.cycle.Bulletin;
import dev.berth.cycle.Readiness;
import dev.berth.cycle.Tiers;
import dev.berth.plan.Decision.Refusal;
import java.io.IOException;
import java.nio.file.Files;
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
import java.util.stream.Stream;

/** Tells daemons of other hosts what is known of the policies here, and hears what they tell of theirs. */
final class Noticeboard {
    /** Others believe for some minutes what they heard. */
    private static final Duration REPEAT = Duration.ofSeconds(30);

    private static final String BEGUN = "its daemon has begun anew, and has not looked at it yet";

    private final List<Path> others;
    private final EventLog log;
    private final Clock clock;
    private final Map<StateFolder, Said> said = new HashMap<>();
    private final Map<StateFolder, String> unwritable = new HashMap<>();
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

    /** What an earlier run told of the policies here. */
    Map<Tiers.Name, Readiness> recall(List<StateFolder> own) {
        for (var state : own) {
            var read = new Bulletins(state.path()).read(clock.instant());
            read.at().ifPresent(at -> said.put(state, new Said(at, read.bulletins())));
        }
        return said.values().stream()
                .flatMap(one -> one.bulletins().stream())
                .collect(Collectors.toMap(Bulletin::name, Bulletin::readiness, (one, same) -> Readiness.UNSEEN));
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
            var news = news(looked.getOrDefault(state, List.of()), before.awaited(board));
            if (!before.isStill(news)) {
                tell(state, news);
            }
        }
    }

    /** As old as the oldest look in it: whom nobody looked at for long, as during a move, nobody can call Ready. */
    private Said news(List<Board.Entry> looked, Said awaited) {
        var at = Stream.concat(looked.stream().map(entry -> entry.finding().at()), awaited.since())
                .min(Comparator.naturalOrder())
                .orElseGet(clock::instant);
        return new Said(
                at,
                Stream.concat(looked.stream().map(Noticeboard::bulletin), awaited.bulletins().stream())
                        .toList());
    }

    private void tell(StateFolder state, Said news) {
        try {
            new Bulletins(state.path()).write(news.at(), news.bulletins());
        } catch (IOException failure) {
            if (news.bulletins().isEmpty() && !Files.isDirectory(state.path())) {
                forget(state);
                return;
            }
            // What others hear is what was told before, so the next time it is tried again.
            var reason = failure.toString();
            if (!reason.equals(unwritable.put(state, reason))) {
                log.warn("RecordsUnwritable", "nothing is told to other hosts: " + reason);
            }
            return;
        }
        forget(state);
        if (!news.bulletins().isEmpty()) {
            said.put(state, news);
        }
    }

    /** A folder whose last policy is gone may go as well. */
    private void forget(StateFolder state) {
        unwritable.remove(state);
        said.remove(state);
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

        /** When that was known; empty where there is nothing. */
        Stream<Instant> since() {
            return bulletins.isEmpty() ? Stream.empty() : Stream.of(at);
        }

        /** Of policies that are still to be looked at: others wait, and the next run goes on from it. */
        Said awaited(Board board) {
            return new Said(
                    at,
                    bulletins.stream()
                            .filter(one -> board.awaits(one.name()))
                            .map(one -> new Bulletin(
                                    one.name(), new Readiness(one.readiness().since(), BEGUN), one.after()))
                            .toList());
        }
    }
}
