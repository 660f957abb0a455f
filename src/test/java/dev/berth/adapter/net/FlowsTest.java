package dev.berth.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowsTest {
    private static final String LED =
            "ipv4     2 tcp      6 431999 ESTABLISHED src=172.17.0.3 dst=172.17.0.1 sport=40000"
                    + " dport=5432 src=172.17.0.1 dst=172.17.0.3 sport=7000 dport=40000 [ASSURED] mark=0 zone=0 use=2\n";

    @TempDir
    Path proc;

    @Test
    void aConnectionByWayOfAnOldPortIsSeen() throws IOException {
        var flows = flows(LED);

        assertThat(flows.has(use("172.17.0.3", 5432))).isTrue();
        assertThat(flows.has(use("172.17.0.4", 5432))).isFalse();
        assertThat(flows.has(use("172.17.0.3", 5433))).isFalse();
    }

    @Test
    void aConnectionThatIsLedToTheSamePortOfAContainerIsSeen() throws IOException {
        var flows = flows(
                LED.replace("src=172.17.0.1 dst=172.17.0.3 sport=7000", "src=172.18.0.2 dst=172.17.0.3 sport=5432"));

        assertThat(flows.has(use("172.17.0.3", 5432))).isTrue();
    }

    @Test
    void addressesOfIpv6AreReadAtFullLength() throws IOException {
        var loopback = "0000:0000:0000:0000:0000:0000:0000:0001";

        var flows = flows(LED.replace("172.17.0.3", loopback).replace("172.17.0.1", loopback));

        assertThat(flows.has(use("::1", 5432))).isTrue();
    }

    @Test
    void aConnectionToThatPortThatIsLedNowhereIsNone() throws IOException {
        var flows = flows(LED.replace("sport=7000", "sport=5432"));

        assertThat(flows.has(use("172.17.0.3", 5432))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"LAST_ACK", "TIME_WAIT", "CLOSE"})
    void aConnectionThatEndedIsNone(String state) throws IOException {
        var flows = flows(LED.replace("ESTABLISHED", state));

        assertThat(flows.has(use("172.17.0.3", 5432))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "no connection at all\n", "ipv4 2 udp 17 29 src=10.0.0.1 dst=10.0.0.2 sport=1 dport=5432\n"})
    void otherLinesAreNone(String line) throws IOException {
        var flows = flows(line);

        assertThat(flows.mayHave(use("10.0.0.1", 5432))).isFalse();
    }

    @Test
    void whereTheKernelDoesNotTellAConnectionMayBeThere() {
        var flows = Flows.in(proc);

        assertThat(flows.has(use("172.17.0.3", 5432))).isFalse();
        assertThat(flows.mayHave(use("172.17.0.3", 5432))).isTrue();
    }

    private Flows flows(String text) throws IOException {
        Files.createDirectories(proc.resolve("net"));
        Files.writeString(proc.resolve("net/nf_conntrack"), text);
        return Flows.in(proc);
    }

    private static Use use(String client, int port) {
        return new Use("users4", client, port, Duration.ZERO, 1);
    }
}
