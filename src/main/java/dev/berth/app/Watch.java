package dev.berth.app;

import dev.berth.adapter.file.WatchedFolders;
import dev.berth.cycle.Tiers;
import dev.berth.plan.Decision.Refusal;
import dev.berth.policy.Violation;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The daemon's loop: reads the policies, takes a turn at each, and waits until something changes or a minute has passed.
 */
final class Watch implements Runnable {
    private static final Duration RELIST = Duration.ofSeconds(60);
    private static final Duration OVERDUE = Duration.ofMinutes(5);

    private final Fleet fleet;
    private final Board board;
    private final EventLog log;
    private final Clock clock;
    private final AtomicBoolean ending;
    private final AtomicBoolean moving = new AtomicBoolean();
    private final Bell bell = new Bell(Duration.ofMillis(300), Duration.ofSeconds(3));
    private final Eyes eyes;
    private final Ears ears;
    private final EngineWord engines;
    private final Turns turns;
    private final DueBackups backups;
    private final Noticeboard others;
    private final Publisher publisher;
    private final Stranded stranded;
    private final Thread thread = new Thread(this, "watch");
    private volatile Instant beat;

    /** @param ending set once somebody wants the daemon to end */
    Watch(Fleet fleet, Board board, Noticeboard others, EventLog log, Clock clock, AtomicBoolean ending) {
        this.fleet = fleet;
        this.board = board;
        this.others = others;
        this.publisher = new Publisher(board, others, log);
        board.remember(others.recall(fleet.states()));
        this.stranded = new Stranded(fleet.states(), log, clock);
        this.log = log;
        this.clock = clock;
        this.ending = ending;
        this.beat = clock.instant();
        this.eyes = new Eyes(new WatchedFolders(bell::ring), log);
        this.ears = new Ears(fleet::events, bell::ring);
        this.engines = new EngineWord(log);
        this.turns = new Turns(clock, ending::get, log, moving);
        this.backups = new DueBackups(clock, ZoneId.systemDefault(), ending::get, log, moving);
    }

    void start() {
        thread.start();
    }

    /** Ends at the next safe point, and waits for it: a move under way goes back first. */
    void end() throws InterruptedException, IOException {
        ending.set(true);
        bell.silence();
        thread.join();
        eyes.close();
        ears.to(java.util.Set.of());
        fleet.close();
    }

    /** Why the loop does not go on as it should; a migration takes as long as it takes. */
    Optional<String> halted() {
        if (!thread.isAlive()) {
            return Optional.of("the loop has ended");
        }
        var since = Duration.between(beat, clock.instant());
        return moving.get() || since.compareTo(OVERDUE) < 0
                ? Optional.empty()
                : Optional.of("the loop has not come by for " + since.toSeconds() + " s");
    }

    /** The engines that can't be heard now. */
    Map<String, Refusal> unheard() {
        return ears.lost();
    }

    /** Why no policy can be found where they should be. */
    Optional<String> unreadable() {
        return fleet.unreadable();
    }

    @Override
    public void run() {
        try {
            while (!ending.get()) {
                guardedPass();
                bell.await(RELIST);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A bug must not end the daemon; where it comes again and again, the loop counts as halted. */
    private void guardedPass() {
        try {
            pass();
        } catch (RuntimeException unexpected) {
            log.warn("PassFailed", "unexpected: " + unexpected);
        }
    }

    private void pass() {
        var start = clock.instant();
        var muster = fleet.muster();
        flaws(muster.flaws());
        board.stranded(stranded.look(muster.homes()));
        board.unwatched(eyes.to(fleet.folders()));
        ears.to(muster.engines());
        engines.say(ears.lost());
        forgetOthers(muster);
        // A policy that is gone must not be called Ready while the others take their turns.
        others.tell(board);
        for (var ship : muster.ships()) {
            if (!ending.get()) {
                beat = clock.instant();
                var tiers = board.tiers().with(others.heard());
                var state = ship.state();
                publisher.publish(turns.at(ship, tiers, before -> publisher.publish(before, state)), state);
                backups.at(ship);
            }
        }
        beat = clock.instant();
        board.passed(new Board.Pass(beat, Duration.between(start, beat)));
    }

    private void forgetOthers(Fleet.Muster muster) {
        var names = muster.ships().stream()
                .map(ship -> Tiers.Name.of(ship.policy()))
                .toList();
        for (var gone : board.keep(names)) {
            turns.forget(gone);
            log.say("PolicyGone", gone, Wording.gone(muster.flaws()));
        }
    }

    private void flaws(List<Violation> found) {
        if (!found.equals(board.flaws())) {
            found.forEach(flaw -> log.warn("InvalidPolicy", flaw.toString()));
            board.flaws(found);
        }
    }
}
