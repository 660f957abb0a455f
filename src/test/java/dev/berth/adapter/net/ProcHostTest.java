package dev.berth.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.observe.HostFacts;
import dev.berth.observe.HostFacts.Listener;
import dev.berth.observe.HostFacts.PortRange;
import dev.berth.observe.Observation.Blind;
import dev.berth.observe.Observation.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcHostTest {
    private static final String HEADER =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt" + "   uid  timeout inode\n";
    private static final String LISTEN = "0A";

    @TempDir
    Path proc;

    @BeforeEach
    void writeAQuietHost() throws IOException {
        write("net/tcp", HEADER);
        write("net/tcp6", HEADER);
        write("sys/net/ipv4/ip_local_port_range", "32768\t60999\n");
        write("sys/net/ipv4/ip_local_reserved_ports", "\n");
    }

    @Test
    void listenersOfBothTablesAreSeenWithTheirOwners() throws IOException {
        write("net/tcp", HEADER + socket("0100007F:1B58", LISTEN, 501));
        write("net/tcp6", HEADER + socket("00000000000000000000000000000000:1538", LISTEN, 502));
        process(4711, "postgres", "0::/user.slice", 501);
        process(815, "docker-proxy", "0::/", 502);

        assertThat(facts().listeners())
                .containsExactly(
                        new Listener("127.0.0.1", 7000, "postgres (pid 4711)"),
                        new Listener("::", 5432, "docker-proxy (pid 815)"));
    }

    @Test
    void connectionsAreNoListeners() throws IOException {
        write("net/tcp", HEADER + socket("0100007F:1B58", "01", 501));

        assertThat(facts().listeners()).isEmpty();
    }

    @Test
    void theParentOwnsASocketThatItsChildrenInherited() throws IOException {
        write("net/tcp", HEADER + socket("00000000:1B58", LISTEN, 501));
        process(1000, "worker", "", 501);
        process(999, "parent", "", 501);

        assertThat(facts().listeners()).containsExactly(new Listener("0.0.0.0", 7000, "parent (pid 999)"));
    }

    @Test
    void aProcessInAContainerIsNamedWithIt() throws IOException {
        write("net/tcp", HEADER + socket("00000000:1B58", LISTEN, 501));
        process(42, "redis-server", "12:pids:/docker/" + "0123456789ab".repeat(5) + "cdef\n", 501);

        assertThat(facts().listeners())
                .containsExactly(new Listener("0.0.0.0", 7000, "redis-server (pid 42, container 0123456789ab)"));
    }

    @Test
    void anOwnerThatCannotBeSeenIsEmpty() throws IOException {
        write("net/tcp", HEADER + socket("00000000:1B58", LISTEN, 501));

        assertThat(facts().listeners()).containsExactly(new Listener("0.0.0.0", 7000, ""));
    }

    @Test
    void aCommandWithControlCharactersCannotDisturbTheTerminal() throws IOException {
        write("net/tcp", HEADER + socket("00000000:1B58", LISTEN, 501));
        process(42, "evil\u001b[2J", "", 501);

        assertThat(facts().listeners()).containsExactly(new Listener("0.0.0.0", 7000, "evil?[2J (pid 42)"));
    }

    @Test
    void aHostWithoutIpv6HasTheListenersOfIpv4() throws IOException {
        Files.delete(proc.resolve("net/tcp6"));

        assertThat(facts().listeners()).isEmpty();
    }

    @Test
    void theKernelsPortsAreRead() throws IOException {
        write("sys/net/ipv4/ip_local_reserved_ports", "7000-7999,8080\n");

        assertThat(facts().ephemeral()).isEqualTo(new PortRange(32768, 60999));
        assertThat(facts().reserved()).containsExactly(new PortRange(7000, 7999), new PortRange(8080, 8080));
    }

    @Test
    void theKernelSaysWhatItIs() throws IOException {
        write("version", "Linux version 5.15.167.4-microsoft-standard-WSL2\n");

        assertThat(new ProcHost(proc).kernel()).isEqualTo("Linux version 5.15.167.4-microsoft-standard-WSL2");
    }

    @Test
    void aKernelThatSaysNothingIsNoFailure() {
        assertThat(new ProcHost(proc).kernel()).isEmpty();
    }

    @Test
    void anUnreadableTableIsBlindWithARemedy() throws IOException {
        Files.delete(proc.resolve("net/tcp"));

        assertThat(new ProcHost(proc).look()).isInstanceOfSatisfying(Blind.class, blind -> {
            assertThat(blind.reason()).contains("net/tcp");
            assertThat(blind.remedy()).contains("/proc readable");
        });
    }

    @Test
    void aTableOfAnotherShapeIsBlindWithTheLine() throws IOException {
        write("net/tcp", HEADER + "0: nonsense x 0A\n");

        assertThat(new ProcHost(proc).look())
                .isInstanceOfSatisfying(
                        Blind.class, blind -> assertThat(blind.reason()).contains("0: nonsense x 0A"));
    }

    private HostFacts facts() {
        return ((Seen<HostFacts>) new ProcHost(proc).look()).facts();
    }

    private static String socket(String local, String state, long inode) {
        return "   0: " + local + " 00000000:0000 " + state + " 00000000:00000000 00:00000000 00000000  1000        0 "
                + inode + " 1 000000000ffc4201 100 0 0 10 0\n";
    }

    private void process(int pid, String command, String cgroup, long inode) throws IOException {
        write(pid + "/comm", command + "\n");
        write(pid + "/cgroup", cgroup);
        var links = Files.createDirectories(proc.resolve(pid + "/fd"));
        Files.createSymbolicLink(links.resolve("0"), Path.of("pipe:[7]"));
        Files.createSymbolicLink(links.resolve("3"), Path.of("socket:[" + inode + "]"));
    }

    private void write(String path, String text) throws IOException {
        var file = proc.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
