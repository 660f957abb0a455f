package dev.berth.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.engine.Contents;
import dev.berth.engine.Contents.Depth;
import dev.berth.engine.Contents.Table;
import dev.berth.engine.History;
import dev.berth.engine.Looked;
import dev.berth.engine.Looked.Partly;
import dev.berth.engine.Looked.Seen;
import dev.berth.engine.Looked.Silent;
import dev.berth.engine.Looked.TooMuch;
import dev.berth.engine.Looked.Untold;
import dev.berth.execute.Attempt;
import dev.berth.policy.Credentials;
import dev.berth.policy.Endpoint;
import dev.berth.policy.EngineKind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ComparedContentsTest {
    private static final Endpoint MAIN =
            new Endpoint("main", EngineKind.POSTGRESQL, "127.0.0.1", 7000, 5432, Credentials.NONE);
    private static final String NAME = "main (PostgreSQL 127.0.0.1:7000)";
    private static final History THEN = new History(700, 9000);
    private static final History LATER = new History(700, 9120);
    private static final History MOVED_ON = new History(701, 9300);
    private static final String WRITTEN =
            "something wrote between the looks, a session that stayed open or a job of the database's own";

    /** More than any of these tests takes. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Map<String, Table> ROWS =
            Map.of("shop: public.a", new Table(3, "record:17"), "shop: public.b", new Table(4, "record:-5"));

    @Test
    void theSameRowsAreCounted() {
        var compared = compare(Depth.FAST, seen(THEN, ROWS), seen(LATER, ROWS));

        assertThat(compared).isEqualTo(new Attempt.Done("the same 7 rows in 2 tables (fast)"));
    }

    @Test
    void whatOnlyTheFirstLookLeftOutIsNamedToo() {
        var left = new Contents(
                Depth.STRICT,
                new TreeMap<>(),
                new TreeMap<>(ROWS),
                new TreeSet<>(Set.of("database crm: may not be entered")));
        var more = new TreeMap<>(ROWS);
        more.put("crm: public.c", new Table(9, "record:4"));
        var now = new Contents(Depth.STRICT, new TreeMap<>(), more, new TreeSet<>());

        var compared = compare(Depth.STRICT, new Seen(THEN, left), new Seen(LATER, now));

        assertThat(compared)
                .isEqualTo(new Attempt.Done(
                        "the same 7 rows in 2 tables (strict); not compared: database crm: may not be entered"));
    }

    @Test
    void aLostRowIsNamed() {
        var after = Map.of("shop: public.a", new Table(2, "record:1"), "shop: public.b", new Table(4, "record:-5"));

        var compared = compare(Depth.FAST, seen(THEN, ROWS), seen(LATER, after));

        assertThat(reason(compared))
                .isEqualTo(NAME + " does not hold what it held: shop: public.a has 2 rows instead of 3");
    }

    @Test
    void ofManyDifferencesSomeAreNamed() {
        var before = new TreeMap<String, Table>();
        for (int number = 0; number < 8; number++) {
            before.put("t" + number, new Table(1, "record:1"));
        }

        var compared = compare(Depth.FAST, seen(THEN, before), seen(LATER, Map.of()));

        assertThat(reason(compared))
                .startsWith(NAME + " does not hold what it held: the rows of t0 are missing; ")
                .endsWith("; the rows of t4 are missing; and 3 more");
    }

    @ParameterizedTest
    @EnumSource(Depth.class)
    void allThatTheLaterLookFoundIsKeptBesideTheDifferences(Depth depth) {
        var later = seen(LATER, Map.of("shop: public.a", new Table(2, "record:1")));

        var compared = compare(depth, seen(THEN, ROWS), later);

        assertThat(LookedText.read(((Attempt.NotDone) compared).found())).isEqualTo(later);
    }

    @Test
    void aHistoryThatEndsEarlierIsALoss() {
        var compared = compare(Depth.FAST, seen(THEN, ROWS), seen(new History(700, 8000), ROWS));

        assertThat(reason(compared))
                .isEqualTo(NAME + " lacks what it had: its history ends at transaction 700, byte 8000,"
                        + " and had come to transaction 700, byte 9000");
    }

    @Test
    void whatASessionThatStayedWroteIsNoLossAndNamed() {
        var after = Map.of("shop: public.a", new Table(5, "record:9"), "shop: public.b", new Table(4, "record:-5"));

        var compared = compare(Depth.FAST, seen(THEN, ROWS), seen(MOVED_ON, after));

        assertThat(compared)
                .isEqualTo(new Attempt.Done("its history goes on: " + WRITTEN + "; 2 of 2 tables are there;"
                        + " not the same: shop: public.a has 5 rows instead of 3"));
    }

    @Test
    void rowsThatBecameFewerWhileSomebodyWroteAreNamedApart() {
        var after = Map.of("shop: public.a", new Table(5, "record:9"), "shop: public.b", new Table(1, "record:2"));

        var compared = compare(Depth.FAST, seen(THEN, ROWS), seen(MOVED_ON, after));

        assertThat(compared)
                .isEqualTo(new Attempt.Done("its history goes on: " + WRITTEN + "; 2 of 2 tables are there;"
                        + " FEWER THAN BEFORE: shop: public.b has 1 rows instead of 4;"
                        + " not the same: shop: public.a has 5 rows instead of 3"));
    }

    @Test
    void aTableThatIsGoneIsALossWhoeverWroteMeanwhile() {
        var after = Map.of("shop: public.b", new Table(4, "record:-5"));

        var compared = compare(Depth.FAST, seen(THEN, ROWS), seen(MOVED_ON, after));

        assertThat(reason(compared))
                .isEqualTo(NAME + " does not hold what it held: the rows of shop: public.a are missing (" + WRITTEN
                        + ", and whether that dropped it can't be told)");
    }

    @Test
    void anObjectThatIsGoneIsALossWhoeverWroteMeanwhile() {
        var after = new Contents(Depth.FAST, new TreeMap<>(), new TreeMap<>(ROWS), new TreeSet<>());

        var compared = compare(Depth.FAST, seen(THEN, ROWS), new Seen(MOVED_ON, after));

        assertThat(reason(compared))
                .startsWith(NAME + " does not hold what it held: shop: table public.a is missing (");
    }

    @Test
    void aDatabaseThatNobodyIsLetIntoWhileSomebodyWritesIsNotCompared() {
        var compared = inVain(Depth.FAST, full(MOVED_ON));

        assertThat(compared)
                .isEqualTo(new Attempt.Done("its history goes on: " + WRITTEN
                        + "; 0 of 2 tables could be looked at again; not compared: database shop: may not be entered"));
    }

    @Test
    void aTableThatMayNotBeReadAnyMoreIsNotTakenForGone() {
        var after = new Contents(
                Depth.FAST,
                new TreeMap<>(Map.of("shop: table public.a", "0f")),
                new TreeMap<>(Map.of("shop: public.b", new Table(4, "record:-5"))),
                new TreeSet<>(Set.of("shop: public.a")));

        var compared = compare(Depth.FAST, seen(THEN, ROWS), new Seen(MOVED_ON, after));

        assertThat(compared)
                .isEqualTo(new Attempt.Done("its history goes on: " + WRITTEN
                        + "; 1 of 2 tables could be looked at again, and none of them is gone;"
                        + " not compared: shop: public.a"));
    }

    @Test
    void underStrictNobodyMayHaveWritten() {
        var after = Map.of("shop: public.a", new Table(5, "record:9"), "shop: public.b", new Table(4, "record:-5"));

        var compared = compare(Depth.STRICT, seen(THEN, ROWS), seen(MOVED_ON, after));

        assertThat(reason(compared))
                .isEqualTo("verify.fingerprint is Strict, and " + NAME + " can't be compared: " + WRITTEN
                        + "; not the same: shop: public.a has 5 rows instead of 3");
    }

    @Test
    void whoeverWroteTheSameRowsAreTheSame() {
        var compared = compare(Depth.STRICT, seen(THEN, ROWS), seen(MOVED_ON, ROWS));

        assertThat(compared).isEqualTo(new Attempt.Done("the same 7 rows in 2 tables (fast)"));
    }

    @Test
    void aServerThatIsSlowAtFirstIsAskedOnceMore() {
        var compared = compare(Depth.FAST, seen(THEN, ROWS), new Silent("too slow"), seen(LATER, ROWS));

        assertThat(compared).isEqualTo(new Attempt.Done("the same 7 rows in 2 tables (fast)"));
    }

    @ParameterizedTest
    @EnumSource(Depth.class)
    void aDatabaseThatClientsHaveFilledAtFirstIsEnteredOnceTheyLeaveRoom(Depth depth) {
        var compared = compare(depth, seen(THEN, ROWS), full(LATER), full(LATER), full(LATER), seen(LATER, ROWS));

        assertThat(compared).isEqualTo(new Attempt.Done("the same 7 rows in 2 tables (fast)"));
    }

    @Test
    void aServerThatClientsHaveFilledAtFirstIsAskedUntilTheyLeaveRoom() {
        var full = new Silent("sorry, too many clients already");

        var compared = compare(Depth.FAST, seen(THEN, ROWS), full, full, full, seen(LATER, ROWS));

        assertThat(compared).isEqualTo(new Attempt.Done("the same 7 rows in 2 tables (fast)"));
    }

    @ParameterizedTest
    @EnumSource(Depth.class)
    void aDatabaseThatCanNotBeEnteredDoesNotTellWhatItHolds(Depth depth) {
        var compared = inVain(depth, full(LATER));

        assertThat(compared)
                .isEqualTo(Attempt.notDone(
                        NAME + " does not tell what it holds, and did before: database shop: may not be entered"));
    }

    @Test
    void whereAnEngineHasNoHistoryNoneIsSaidToGoOn() {
        var compared = compare(
                Depth.FAST, new Partly(new History(0, 0), "too much"), new Partly(new History(0, 0), "not looked at"));

        assertThat(compared).isEqualTo(new Attempt.Done("not compared: too much"));
    }

    @Test
    void whatWasTooMuchToReadHasItsHistoryCompared() {
        var tooMuch = new TooMuch(THEN);

        var compared = compare(Depth.FAST, tooMuch, new Partly(LATER, "only its history was looked at"));

        assertThat(compared)
                .isEqualTo(new Attempt.Done("its history goes on; contents not compared: it holds more than can be"
                        + " read in that time"));
    }

    @Test
    void whatIsTooMuchToBeKeptHasItsHistoryComparedWhoeverWrote() {
        var compared =
                compare(Depth.FAST, ScriptedLooks.many(THEN), new Partly(MOVED_ON, "only its history was looked at"));

        assertThat(compared)
                .isEqualTo(
                        new Attempt.Done("its history goes on; contents not compared: it has more than 2000 objects"));
    }

    @Test
    void underStrictWhatIsTooMuchToBeKeptStandsInTheWayBeforeAnythingStops() {
        var noted = note(Depth.STRICT, ScriptedLooks.many(THEN));

        assertThat(noted)
                .isEqualTo(Attempt.notDone("verify.fingerprint is Strict, and " + NAME
                        + " can't be compared: it has more than 2000 objects — ask for Fast"));
    }

    @Test
    void underStrictWhatIsTooMuchToReadStandsInTheWayBeforeAnythingStops() {
        var noted = note(Depth.STRICT, new TooMuch(THEN));

        assertThat(noted)
                .isEqualTo(Attempt.notDone("verify.fingerprint is Strict, and " + NAME + " can't be compared within"
                        + " 100 ms: it holds more than can be read in that time — raise hold.limit, or ask for Fast"));
    }

    @Test
    void anEngineThatTellsNothingIsNotCompared() {
        var compared = compare(Depth.FAST, new Untold("Redis tells nothing that could be compared"));

        assertThat(compared).isEqualTo(new Attempt.Done("not compared: Redis tells nothing that could be compared"));
    }

    @Test
    void aDatabaseThatDoesNotTellAfterwardsFails() {
        var compared = inVain(Depth.FAST, new Silent("Connection refused"));

        assertThat(compared)
                .isEqualTo(Attempt.notDone(NAME + " does not tell what it holds, and did before: Connection refused"));
    }

    private static Attempt note(Depth depth, Looked look) {
        return new NotedContents(
                        ScriptedLooks.lines(look), MAIN, depth, Duration.ofMillis(100), Duration.ofSeconds(10), "")
                .apply();
    }

    private static Attempt compare(Depth depth, Looked before, Looked... after) {
        return compare(depth, before, PATIENCE, new ArrayDeque<>(List.of(after)));
    }

    /** The same for a database that seemed well and shows one thing for ever since; nobody has much patience. */
    private static Attempt inVain(Depth depth, Looked after) {
        return compare(
                depth, seen(THEN, ROWS), Duration.ofMillis(1), new ArrayDeque<>(Collections.nCopies(100, after)));
    }

    private static Attempt compare(Depth depth, Looked before, Duration patience, Queue<Looked> after) {
        var noted = (Attempt.Done) note(depth, before);
        return new ComparedContents(ScriptedLooks.lines(after), MAIN, depth, patience, noted.evidence()).apply();
    }

    private static String reason(Attempt compared) {
        return ((Attempt.NotDone) compared).reason();
    }

    /** The only database takes no more connections. */
    private static Seen full(History history) {
        return new Seen(
                history,
                new Contents(
                        Depth.FAST,
                        new TreeMap<>(),
                        new TreeMap<>(),
                        new TreeSet<>(Set.of("database shop: may not be entered"))));
    }

    private static Seen seen(History history, Map<String, Table> rows) {
        return new Seen(
                history,
                new Contents(
                        Depth.FAST,
                        new TreeMap<>(Map.of("shop: table public.a", "0f")),
                        new TreeMap<>(rows),
                        new TreeSet<>()));
    }
}
