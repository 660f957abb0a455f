package dev.berth.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/** A network namespace that stands in for another host; closing it removes it and the cable to it. */
final class OtherHost implements AutoCloseable {
    private final int number = ThreadLocalRandom.current().nextInt(1, 255);
    private final String name = "berth-it-" + number;
    private final String cable = "berth-it" + number;

    /** The address of this host as the other one sees it, out of the range for tests (RFC 2544, appendix C.2.2). */
    final String address = "198.18." + number + ".1";

    OtherHost() {
        run("ip netns add " + name);
        run("ip link add " + cable + " type veth peer name eth0 netns " + name);
        run("ip addr add " + address + "/30 dev " + cable);
        run("ip link set " + cable + " up");
        run("ip -n " + name + " addr add 198.18." + number + ".2/30 dev eth0");
        run("ip -n " + name + " link set eth0 up");
    }

    /** Connects, and waits for a word. */
    String ask(int port) {
        return run("ip netns exec " + name + " bash -c 'exec 3<>/dev/tcp/" + address + "/" + port + "; head -n 1 <&3'");
    }

    private static String run(String command) {
        try {
            var process = new ProcessBuilder("bash", "-c", command)
                    .redirectErrorStream(true)
                    .start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            assertThat(process.onExit().join().exitValue())
                    .as("%s: %s", command, said)
                    .isZero();
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        // The other end goes with the namespace, but not at once.
        run("ip link del " + cable);
        run("ip netns del " + name);
    }
}
