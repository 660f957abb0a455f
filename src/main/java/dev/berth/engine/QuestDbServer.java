package dev.berth.engine;

import dev.berth.engine.Contents.Depth;
import dev.berth.policy.Endpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;

/**
 * A QuestDB while it is backed up or restored into; every failure is worded for people.
 *
 * <p>Between {@code CHECKPOINT CREATE} and {@code CHECKPOINT RELEASE} its files may be copied while it is written to, but it
 * tidies nothing up ("CHECKPOINT keyword", QuestDB documentation), so that the second must never be forgotten.
 */
public final class QuestDbServer {
    private static final String BEGUN = "SELECT cast(started_at AS long) FROM checkpoint_status() WHERE in_progress";
    private static final Pattern VERSION = Pattern.compile("QuestDB ([0-9][0-9A-Za-z.-]*)");
    private static final int TRIES = 3;

    /** How long rows that are in the log may take to get into their tables. */
    private static final Duration SETTLING = Duration.ofMinutes(1);

    private final Entrance entrance;

    public QuestDbServer(Endpoint endpoint, Login login, Patience patience) {
        var engine = new QuestDbEngine();
        this.entrance = () -> QuestDbEngine.open(endpoint, login, patience.deadline(engine, endpoint, login));
    }

    /** @param folder what of its container is backed up */
    public ServerFacts facts(String folder) throws IOException {
        return asked(desk -> {
            var build = VERSION.matcher(desk.rows("SELECT build()").get(0).get(0));
            var bytes = desk.rows("SELECT sum(diskSize) FROM table_storage()")
                    .get(0)
                    .get(0);
            return new ServerFacts(
                    build.find() ? build.group(1) : "unknown",
                    QuestDbEngine.identity(desk),
                    "",
                    History.NONE,
                    List.of(new ServerFacts.Database(folder, bytes.isEmpty() ? 0 : Long.parseLong(bytes))),
                    List.of());
        });
    }

    /** What it holds; where somebody writes all the time, what it holds at least. */
    public Contents contents(Depth depth) throws IOException {
        return asked(desk -> look(desk, depth).contents());
    }

    private static Looked.Seen look(QuestDbDesk desk, Depth depth) throws QuestDbFailure {
        for (int i = 0; i < TRIES; i++) {
            if (new QuestDbContents(desk, depth, SETTLING).look() instanceof Looked.Seen seen) {
                return seen;
            }
        }
        return new Looked.Seen(History.NONE, new QuestDbContents(desk, depth, SETTLING).least());
    }

    /** Whether a checkpoint is open that berth did not make, and which is not berth's to release. */
    public boolean suspended() throws IOException {
        return asked(desk -> begun(desk).isPresent());
    }

    /** The time by its own clock, in microseconds. */
    public long clock() throws IOException {
        return asked(desk ->
                Long.parseLong(desk.rows("SELECT cast(now() AS long)").get(0).get(0)));
    }

    /** What it holds now, and how far it has come with that. */
    public Looked.Seen look(Depth depth) throws IOException {
        return asked(desk -> look(desk, depth));
    }

    /**
     * Makes a checkpoint; gives when it began, by the clock of the server.
     *
     * @throws NotSuspended where it is certain that no checkpoint was made
     */
    public long suspend() throws IOException {
        try (var desk = unsuspended()) {
            create(desk);
            return begun(desk).orElseThrow(() -> new QuestDbFailure(new Answer.Silent("its checkpoint was released")));
        } catch (QuestDbFailure e) {
            throw Reason.failure(e.answer().words(), e);
        }
    }

    /** What it holds now: what was seen before, or where somebody has written since, what it holds at least. */
    public Contents since(Looked.Seen seen) throws IOException {
        return asked(desk -> new QuestDbContents(desk, seen.contents().depth(), SETTLING).since(seen));
    }

    private QuestDbDesk unsuspended() throws NotSuspended {
        try {
            return entrance.open();
        } catch (QuestDbFailure e) {
            throw new NotSuspended(e);
        }
    }

    private static void create(QuestDbDesk desk) throws QuestDbFailure, NotSuspended {
        try {
            desk.run("CHECKPOINT CREATE");
        } catch (QuestDbRefusal e) {
            throw new NotSuspended(e);
        }
    }

    /**
     * Has a checkpoint released; tells whether none is open then. May be repeated.
     *
     * @param own by when a checkpoint began, whether it may be released
     */
    public boolean release(LongPredicate own) throws IOException {
        return asked(desk -> {
            var begun = begun(desk);
            if (begun.isPresent() && own.test(begun.getAsLong())) {
                desk.run("CHECKPOINT RELEASE");
                return true;
            }
            return begun.isEmpty();
        });
    }

    private static OptionalLong begun(QuestDbDesk desk) throws QuestDbFailure {
        return desk.rows(BEGUN).stream()
                .mapToLong(row -> Long.parseLong(row.get(0)))
                .findFirst();
    }

    private <T> T asked(Question<T> question) throws IOException {
        try (var desk = entrance.open()) {
            return question.ask(desk);
        } catch (QuestDbFailure e) {
            throw Reason.failure(e.answer().words(), e);
        }
    }

    /** It has made no checkpoint: it was never asked to, or has answered that it does not. */
    public static final class NotSuspended extends IOException {
        private static final long serialVersionUID = 1L;

        NotSuspended(QuestDbFailure failure) {
            super(failure.answer().words(), failure);
        }
    }

    /** The way to a session. */
    private interface Entrance {
        QuestDbDesk open() throws QuestDbFailure;
    }

    /** What is asked in one session. */
    private interface Question<T> {
        T ask(QuestDbDesk desk) throws QuestDbFailure;
    }
}
