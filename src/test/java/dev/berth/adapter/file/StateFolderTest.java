package dev.berth.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {
    private final Clock clock = Clock.fixed(Migrations.AT, ZoneOffset.UTC);

    @TempDir
    Path temporary;

    private StateFolder state;

    @BeforeEach
    void nameAFolder() {
        state = new StateFolder(temporary.resolve("policies/.berth"));
    }

    @Test
    void itStandsBesideThePolicy() throws IOException {
        var policy = Files.writeString(temporary.resolve("stack.yaml"), "");

        assertThat(StateFolder.beside(policy).path()).isEqualTo(temporary.resolve(".berth"));
        assertThat(StateFolder.beside(temporary).path()).isEqualTo(temporary.resolve(".berth"));
    }

    @Test
    void lockingMakesItForItsOwnerAlone() throws IOException {
        try (var lock = held(state.lock(clock))) {
            assertThat(lock).isNotNull();
        }

        for (var folder : new Path[] {state.path(), state.migrations(), state.recipes(), state.rehearsals()}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .as("%s", folder)
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void aSecondHolderInTheSameProcessIsToldWhoHasIt() throws IOException {
        try (var first = held(state.lock(clock))) {
            var second = state.lock(Clock.offset(clock, Duration.ofMinutes(1)));

            assertThat(second)
                    .isEqualTo(new Locking.Busy(Optional.of(
                            new Locking.Holder(ProcessHandle.current().pid(), Optional.empty(), Migrations.AT))));
            assertThat(first).isNotNull();
        }
    }

    @Test
    void aLockLetGoCanBeTakenAgain() throws IOException {
        held(state.lock(clock)).close();

        try (var again = held(state.lock(clock))) {
            assertThat(again).isNotNull();
        }
    }

    @Test
    void closingAnOldHolderAgainLeavesTheNewOneAlone() throws IOException {
        var old = held(state.lock(clock));
        old.close();
        try (var current = held(state.lock(clock))) {
            old.close();

            assertThat(state.lock(clock)).isInstanceOf(Locking.Busy.class);
            assertThat(current).isNotNull();
        }
    }

    @Test
    void aHolderOfAnEarlierProcessWithOurNumberDoesNotLockUsOut() throws IOException {
        held(state.lock(clock)).close();
        Files.writeString(
                state.path().resolve("lock.holder"),
                ProcessHandle.current().pid() + " 2001-01-01T00:00:00Z 2001-01-01T00:00:01Z\n");

        try (var lock = held(state.lock(clock))) {
            assertThat(lock).isNotNull();
        }
    }

    /** Every pod's process may have the number 1, and two may have begun at the same moment. */
    @Test
    void aHolderOfAnotherHostWithOurNumberAndStartDoesNotLockUsOut() throws IOException {
        Files.writeString(state.path().resolve("lock.holder"), ourNote().replaceFirst("\\S+\\s*$", "berth-0\n"));

        try (var lock = held(state.lock(clock))) {
            assertThat(lock).isNotNull();
        }
    }

    private String ourNote() throws IOException {
        try (var lock = held(state.lock(clock))) {
            assertThat(lock).isNotNull();
            return Files.readString(state.path().resolve("lock.holder"));
        }
    }

    @Test
    void aFileInItsPlaceIsSaid() throws IOException {
        Files.createDirectories(state.path().getParent());
        Files.writeString(state.path(), "");

        assertUnusable("is no folder", "--state");
    }

    @Test
    void aFolderThatEverybodyMayWriteIsRefused() throws IOException {
        Files.createDirectories(state.path());
        Files.setPosixFilePermissions(state.path(), PosixFilePermissions.fromString("rwxrwxrwx"));

        assertUnusable("may be written by everybody", "chmod 700");
    }

    @Test
    void aFolderThatIsNotThereHasNoFlawAndIsNotMade() {
        assertThat(state.flaw()).isEmpty();
        assertThat(state.path()).doesNotExist();
    }

    @Test
    void aPlaceWhereNothingCanBeMadeIsSaid() {
        state = new StateFolder(Path.of("/proc/berth"));

        assertUnusable("can't be written", "--state");
    }

    @Test
    void whoeverAsksAtTheSameTimeFindsItWritable() throws Exception {
        held(state.lock(clock)).close();
        var before = contents();
        var pool = Executors.newFixedThreadPool(8);
        Callable<Optional<StateFolder.Flaw>> asking = state::unwritable;

        var answers = pool.invokeAll(Collections.nCopies(64, asking));

        for (var answer : answers) {
            assertThat(answer.get()).isEmpty();
        }
        assertThat(contents()).isEqualTo(before);
        pool.shutdown();
    }

    @Test
    void whatAKilledTrialLeftGoesWithALaterOne() throws IOException {
        held(state.lock(clock)).close();
        var before = contents();
        left("trial-0f7a9c1e-3b52-4d0e-9c61-7a1f0e5d2b48", Duration.ofHours(2));
        left(".trial-d41c6a90-8e27-4f3b-a5d6-19be73c0f254.tmp", Duration.ofHours(2));
        var underWay = left(".trial-5be2d7aa-60f9-4c18-b3e7-c82d415a906f.tmp", Duration.ofMinutes(1));

        assertThat(state.unwritable()).isEmpty();

        assertThat(contents())
                .containsOnlyOnceElementsOf(before)
                .contains(underWay)
                .hasSize(before.size() + 1);
    }

    @Test
    void whatOthersCalledATrialStays() throws IOException {
        held(state.lock(clock)).close();
        left("trial-balance.csv", Duration.ofHours(2));
        left(".trial-0f7a9c1e-killed.tmp", Duration.ofHours(2));
        for (var name : List.of("trial-data", "trial-0f7a9c1e-3b52-4d0e-9c61-7a1f0e5d2b48")) {
            Files.createDirectory(state.path().resolve(name));
            left(name + "/x", Duration.ofHours(2));
            aged(state.path().resolve(name), Duration.ofHours(2));
        }
        var before = contents();

        assertThat(state.unwritable()).isEmpty();

        assertThat(contents()).isEqualTo(before);
        assertThat(state.path().resolve("trial-data/x")).exists();
    }

    private Path left(String name, Duration ago) throws IOException {
        return aged(Files.createFile(state.path().resolve(name)), ago);
    }

    private static Path aged(Path file, Duration ago) throws IOException {
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(ago)));
    }

    private List<Path> contents() throws IOException {
        try (var entries = Files.list(state.path())) {
            return entries.sorted().toList();
        }
    }

    private void assertUnusable(String reason, String remedy) {
        assertThat(state.lock(clock)).asInstanceOf(type(Locking.Unusable.class)).satisfies(unusable -> {
            assertThat(unusable.flaw().reason()).contains(state.path().toString(), reason);
            assertThat(unusable.flaw().remedy()).contains(remedy);
        });
    }

    private static StateLock held(Locking locking) {
        assertThat(locking).isInstanceOf(Locking.Held.class);
        return ((Locking.Held) locking).lock();
    }
}
