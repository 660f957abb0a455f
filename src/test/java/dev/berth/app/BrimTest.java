package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.backup.Room;
import dev.berth.backup.ScriptedServers;
import dev.berth.backup.SpareServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BrimTest {
    private static final long MIB = 1L << 20;

    private final ScriptedServers servers = new ScriptedServers();

    @Test
    void withRoomNothingIsInterrupted() {
        assertThat(brim(200 * MIB).getAsBoolean()).isFalse();
    }

    @Test
    void beforeTheDiskIsFullItIs() {
        assertThat(brim(100 * MIB).getAsBoolean()).isTrue();
    }

    @Test
    void whereTheRoomCantBeToldItIsNot() {
        var brim = new Brim(() -> false, () -> {
            throw new IOException("the engine is away");
        });

        assertThat(brim.getAsBoolean()).isFalse();
    }

    @Test
    void whoAskedForItIsHeardWithoutALook() {
        var brim = new Brim(() -> true, () -> {
            throw new IllegalStateException("looked");
        });

        assertThat(brim.getAsBoolean()).isTrue();
        assertThat(brim.told(new InterruptedIOException("interrupted"))).isInstanceOf(InterruptedIOException.class);
    }

    @Test
    void theReasonIsToldAndNotThatSomebodyAskedForIt() throws IOException {
        servers.restoreFailure = Optional.of(new InterruptedIOException("interrupted"));
        var brim = brim(100 * MIB);
        brim.getAsBoolean();

        assertThatThrownBy(() -> restore(brim))
                .isNotInstanceOf(InterruptedIOException.class)
                .hasMessage("the restored copy was ended before the disk is full: 100 MiB are free");
    }

    @Test
    void withRoomAnInterruptionStaysOne() {
        servers.restoreFailure = Optional.of(new InterruptedIOException("interrupted"));
        var brim = brim(200 * MIB);

        assertThatThrownBy(() -> restore(brim)).isInstanceOf(InterruptedIOException.class);
    }

    private void restore(Brim brim) throws IOException {
        try (SpareServer spare = new BoundedSpare(servers.spare(), brim)) {
            spare.database(ScriptedServers.DUMP, java.io.InputStream::nullInputStream);
        }
    }

    private static Brim brim(long free) {
        return new Brim(() -> false, () -> new Room("the restored copy", "disk", free));
    }
}
