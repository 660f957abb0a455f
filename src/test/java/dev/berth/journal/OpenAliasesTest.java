package dev.berth.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.observe.Alias;
import dev.berth.plan.Move;
import dev.berth.plan.NetStep.CloseAlias;
import dev.berth.plan.NetStep.OpenAlias;
import dev.berth.plan.Phase;
import dev.berth.plan.Plan;
import dev.berth.plan.Step;
import dev.berth.policy.DockerTarget;
import dev.berth.policy.Rollback;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenAliasesTest {
    private static final Instant START = Instant.parse("2026-01-05T20:00:00Z");

    private final List<Journal> journals = new ArrayList<>();
    private int now;

    @Test
    void whatWasOpenedIsOpen() {
        opens(new Alias("", 5432, 7000), new Alias("127.0.0.1", 6379, 7001));

        assertThat(open()).containsExactly(new Alias("", 5432, 7000), new Alias("127.0.0.1", 6379, 7001));
    }

    @Test
    void whatNeverBeganIsNot() {
        journal(new Alias("", 5432, 7000));

        assertThat(open()).isEmpty();
    }

    @Test
    void whatWasTakenBackIsNot() {
        var only = opens(new Alias("", 5432, 7000));

        only.add(new Entry.Undone(now(), "open"));

        assertThat(open()).isEmpty();
    }

    @Test
    void whatWasClosedIsNot() {
        closes(opens(new Alias("", 5432, 7000)));
        opens(new Alias("", 5433, 7001)).add(new Entry.Skipped(now(), "close"));

        assertThat(open()).isEmpty();
    }

    @Test
    void whatWasClosedByAClockThatWasSetBackIsNot() {
        var entries = opens(new Alias("", 5432, 7000));
        now -= 3600;
        closes(entries);

        assertThat(open()).isEmpty();
    }

    @Test
    void whatBeganToBeClosedIsNot() {
        opens(new Alias("", 5432, 7000)).add(new Entry.Began(now(), "close"));

        assertThat(open()).isEmpty();
    }

    @Test
    void whatOnlyBeganToBeOpenedIsNot() {
        journal(new Alias("", 5432, 7000)).add(new Entry.Began(now(), "open"));

        assertThat(open()).isEmpty();
    }

    @Test
    void anOlderAliasIsLedOnWithTheDatabase() {
        opens(new Alias("", 5432, 7000));
        opens(new Alias("", 7000, 7001));

        assertThat(open()).containsExactly(new Alias("", 5432, 7001), new Alias("", 7000, 7001));
    }

    @Test
    void itIsLedBackWithTheDatabase() {
        opens(new Alias("", 5432, 7000));
        opens(new Alias("", 7000, 7001)).add(new Entry.Undone(now(), "open"));

        assertThat(open()).containsExactly(new Alias("", 5432, 7000));
    }

    @Test
    void itStaysWhereTheDatabaseIsWhenTheLaterMoveIsClosed() {
        opens(new Alias("", 5432, 7000));
        closes(opens(new Alias("", 7000, 7001)));

        assertThat(open()).containsExactly(new Alias("", 5432, 7001));
    }

    @Test
    void aPortThatWasClosedBeforeALaterMoveOpenedItAgainIsOpen() {
        closes(opens(new Alias("", 5432, 7000)));
        opens(new Alias("", 5432, 7001));

        assertThat(open()).containsExactly(new Alias("", 5432, 7001));
    }

    @Test
    void anAliasOnAnotherAddressDoesNotFollow() {
        opens(new Alias("127.0.0.1", 5432, 7000));
        opens(new Alias("", 7000, 7001));

        assertThat(open()).contains(new Alias("127.0.0.1", 5432, 7000));
    }

    private List<Alias> open() {
        return OpenAliases.of(journals);
    }

    private List<Entry> opens(Alias... aliases) {
        var entries = journal(aliases);
        entries.add(new Entry.Began(now(), "open"));
        entries.add(new Entry.Applied(now(), "open", ""));
        return entries;
    }

    private void closes(List<Entry> entries) {
        entries.add(new Entry.Began(now(), "close"));
        entries.add(new Entry.Applied(now(), "close", ""));
        entries.add(new Entry.Closed(now(), "migrated"));
    }

    private List<Entry> journal(Alias... aliases) {
        var entries = new ArrayList<Entry>();
        entries.add(new Entry.Opened(now(), plan(Arrays.asList(aliases))));
        journals.add(new Written(entries));
        return entries;
    }

    private static Plan plan(List<Alias> aliases) {
        var steps = List.<Step>of(
                new OpenAlias(new Step.Head("open", Phase.SWITCH, ""), aliases),
                new CloseAlias(new Step.Head("close", Phase.CLEAN_UP, ""), aliases));
        return new Plan(
                "policy",
                "default",
                "fingerprint",
                "/",
                Optional.of(new DockerTarget("unix:///var/run/docker.sock", "project", List.of(), ".env")),
                new Rollback(Rollback.Scope.BERTH, Duration.ofMinutes(5)),
                List.of(new Move("move", List.of(), Duration.ZERO, steps)),
                List.of(),
                "hash");
    }

    private Instant now() {
        return START.plusSeconds(now++);
    }

    private record Written(List<Entry> entries) implements Journal {
        @Override
        public String name() {
            return "written";
        }

        @Override
        public void append(List<Entry> more) {
            entries.addAll(more);
        }
    }
}
