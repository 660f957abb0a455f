package dev.berth.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.adapter.file.StateFolder;
import dev.berth.adapter.file.TablePaths;
import dev.berth.adapter.net.Nft.Refusal;
import dev.berth.observe.Alias;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A table of a berth that named it by the policy's folder goes on serving under this one. */
@Timeout(60)
class EarlierNameIT {
    private static final String LOOPBACK = "127.0.0.1";

    @TempDir
    Path folder;

    private final Nft nft = new Nft(List.of("nft"));
    private final String policy = UUID.randomUUID().toString().substring(0, 8);
    private Greeter server;
    private FilterTable earlier;
    private Alias old;

    @BeforeEach
    void open() throws IOException, Refusal {
        var number = Integer.toHexString(("it/" + policy + "@" + folder).hashCode());
        earlier = new FilterTable(nft, "berth_it_" + policy + "_" + number, () -> {});
        server = new Greeter();
        old = new Alias(LOOPBACK, free(), server.port());
        earlier.lead(earlier.look(), List.of(), List.of(old));
    }

    @AfterEach
    void close() throws IOException, Refusal {
        server.close();
        var seen = earlier.look();
        earlier.close(seen, seen.aliases());
        earlier.sweep(earlier.look(), use -> false);
    }

    @Test
    void theWayBackClosesTheOldPort() throws Exception {
        assertThat(Greeter.greeting(LOOPBACK, old.from())).isEqualTo(Greeter.GREETING);

        new LedAliases(table(), List.of(old)).takeBack();

        assertThatThrownBy(() -> Greeter.greeting(LOOPBACK, old.from())).isInstanceOf(ConnectException.class);
    }

    @Test
    void theNextOldPortComesBesideIt() throws Exception {
        var next = new Alias(LOOPBACK, free(), server.port());
        var table = table();

        table.lead(table.look(), List.of(), List.of(next));

        assertThat(earlier.look().aliases()).containsExactlyInAnyOrder(old, next);
        assertThat(folder.resolve(".berth/tables/it." + policy)).content().isEqualTo(folder + "\n");
    }

    /** As the berth of now finds it, which has kept nothing of it. */
    private FilterTable table() {
        var paths = TablePaths.of(new StateFolder(folder.resolve(".berth")));
        return new PolicyTables(nft, paths.now(), folder.toString(), paths::kept, paths::keep).of("it", policy);
    }

    private static int free() throws IOException {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}
