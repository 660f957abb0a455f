package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code deploy/berth} from wherever it is called, by whatever path; a cluster that has no policy answers. */
@Timeout(120)
class LauncherIT {
    private static final Path CHECKOUT = Path.of("").toAbsolutePath();

    /** Without a language of one's own, as cron calls it. */
    private static final String EXPORT =
            "LC_ALL=C KUBECONFIG=$PWD/kubeconfig exec \"$1\" export --network-policy production/shop";

    /** From a place that no look at a link tells from another; the name is for printf(1), whatever this process can write. */
    private static final String ELSEWHERE =
            "place=$PWD/$(printf \"$1\") && mkdir \"$place\" && mount --bind \"$2\" \"$place\""
                    + " && (set -- \"$place/deploy/berth\"; " + EXPORT
                    + "); code=$?; umount \"$place\"; rmdir \"$place\"; exit $code";

    @TempDir
    private Path folder = Path.of("");

    private HttpServer cluster;

    @BeforeEach
    void answer() throws IOException {
        cluster = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        cluster.createContext("/", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        cluster.start();
        Files.writeString(folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: none, cluster: {server: "http://127.0.0.1:PORT"}}]
                contexts: [{name: none, context: {cluster: none, user: none}}]
                current-context: none
                users: [{name: none, user: {token: none}}]
                """.replace(
                        "PORT", String.valueOf(cluster.getAddress().getPort())));
    }

    @AfterEach
    void end() {
        cluster.stop(0);
    }

    @Test
    void aLinkToItLeadsToItsClasses() throws IOException {
        var link = Files.createSymbolicLink(folder.resolve("berth"), CHECKOUT.resolve("deploy/berth"));

        assertAsks(sh(EXPORT, "./berth"));
        Files.delete(link);
    }

    @Test
    void aLinkToItsFolderLeadsToItsClasses() throws IOException {
        var link = Files.createSymbolicLink(folder.resolve("checkout"), CHECKOUT);

        assertAsks(sh(EXPORT, "checkout/deploy/berth"));
        Files.delete(link);
    }

    @ParameterizedTest
    @ValueSource(strings = {"with a blank", "gr\\303\\266\\303\\237er"})
    void whateverItsFolderIsCalledItFindsItsClasses(String name) {
        assertAsks(sh(ELSEWHERE, name, CHECKOUT.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"one+more", "one:more"})
    void aPathThatItCannotStartInIsSaid(String name) {
        var ran = sh(ELSEWHERE, name, CHECKOUT.toString());

        assertThat(ran.said())
                .isEqualTo("berth: it can't start in " + folder.resolve(name)
                        + "; move it to a folder without : and + in its path");
        assertThat(ran.code()).isEqualTo(1);
    }

    private Shell.Result sh(String script, String... words) {
        return Shell.attempt(
                folder,
                Stream.concat(Stream.of("sh", "-c", script, "sh"), Stream.of(words))
                        .toList());
    }

    private static void assertAsks(Shell.Result ran) {
        assertThat(ran.said()).startsWith("refused: production/shop: there is no such policy");
        assertThat(ran.code()).isEqualTo(3);
    }
}
