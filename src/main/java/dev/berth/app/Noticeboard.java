package dev.berth.app;

import dev.berth.adapter.file.Bulletins;
import dev.berth.cli.Workplace;
import dev.berth.cycle.Bulletin;
import dev.berth.cycle.Tiers;
import dev.berth.plan.Decision.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Tells daemons of other hosts what is known of the policies here, and hears what they tell of theirs. */
final class Noticeboard {
    private final List<Path> others;
    private final EventLog log;
    private final Clock clock;
    private List<Refusal> flaws = List.of();

    /** @param others their state folders */
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

    /** A folder that can't be written makes the daemon not ready, which is said elsewhere. */
    void tell(List<Board.Entry> entries) {
        entries.stream().collect(Collectors.groupingBy(Board.Entry::state)).forEach((state, those) -> {
            try {
                new Bulletins(state.path())
                        .write(
                                clock.instant(),
                                those.stream().map(Noticeboard::bulletin).toList());
            } catch (IOException failure) {
                log.warn("RecordsUnwritable", "nothing is told to other hosts: " + failure);
            }
        });
    }

    private static Bulletin bulletin(Board.Entry entry) {
        var policy = entry.finding().policy();
        return new Bulletin(Tiers.Name.of(policy), entry.readiness(), Tiers.after(policy));
    }
}
