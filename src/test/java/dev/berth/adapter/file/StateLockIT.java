package dev.berth.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StateLockIT {
    private final Clock clock = Clock.fixed(Migrations.AT, ZoneOffset.UTC);

    @TempDir
    Path temporary;

    private StateFolder state;

    @BeforeEach
    void nameAFolder() {
        state = new StateFolder(temporary.resolve("state"));
    }

    @Test
    void aFolderLockedByAnotherProcessIsBusyUntilThatIsKilled() throws Exception {
        try (var other = Jvm.run(Holder.class, state.path().toString())) {
            var since = Instant.parse(other.line());

            assertThat(state.lock(clock))
                    .isEqualTo(new Locking.Busy(Optional.of(new Locking.Holder(other.pid(), Optional.empty(), since))));
            other.kill();

            var after = state.lock(clock);
            assertThat(after).isInstanceOf(Locking.Held.class);
            ((Locking.Held) after).lock().close();
        }
    }

    @Test
    void ourLockKeepsAnotherProcessOutEvenAfterASecondTryOfOurOwn() throws Exception {
        var held = (Locking.Held) state.lock(clock);
        try {
            assertThat(state.lock(clock)).isInstanceOf(Locking.Busy.class);

            try (var other = Jvm.run(Holder.class, state.path().toString())) {
                assertThat(other.line())
                        .contains("in use by process " + ProcessHandle.current().pid() + " since " + Migrations.AT);
            }
        } finally {
            held.lock().close();
        }
    }

    @Test
    void whoHasItOnAnotherHostIsNamedWithThat() throws Exception {
        try (var other = Jvm.run(Holder.class, state.path().toString())) {
            other.line();
            Files.writeString(
                    state.path().resolve("lock.holder"), "1 2026-01-01T00:00:00Z 2026-01-01T00:00:01Z berth-0\n");

            assertThat(state.lock(clock)).hasToString("in use by process 1 of host berth-0 since 2026-01-01T00:00:01Z");
        }
    }

    @Test
    void aFolderOfSomebodyElseIsRefusedWithBothNames() throws Exception {
        Files.createDirectories(state.path());
        Files.setOwner(
                state.path(),
                state.path().getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));

        assertThat(state.lock(clock))
                .isInstanceOfSatisfying(
                        Locking.Unusable.class,
                        unusable -> assertThat(unusable.flaw().toString())
                                .contains("belongs to nobody", "berth runs as root", "run berth as nobody"));
    }

    /** Takes the lock, says since when or why not, and stays. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws Exception {
            var since = Clock.systemUTC().instant();
            var locking = new StateFolder(Path.of(arguments[0])).lock(Clock.fixed(since, ZoneOffset.UTC));
            System.out.println(locking instanceof Locking.Held ? since.toString() : locking.toString());
            Thread.currentThread().join();
        }
    }
}
