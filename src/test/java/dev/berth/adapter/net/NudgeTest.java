package dev.berth.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class NudgeTest {
    private static final Waiting FOUR =
            new Waiting(new InetSocketAddress("192.0.2.7", 51000), new InetSocketAddress("192.0.2.1", 5432));
    private static final Waiting SIX =
            new Waiting(new InetSocketAddress("2001:db8::7", 51000), new InetSocketAddress("2001:db8::1", 5432));

    @Test
    void itComesFromWhereTheClientAsked() {
        var packet = Nudge.packet(FOUR);

        assertThat(hex(packet, 12, 24)).isEqualTo("c0000201" + "c0000207" + "1538" + "c738");
    }

    @Test
    void itAcknowledgesAloneAndLeavesNoWindow() {
        var packet = Nudge.packet(FOUR);

        assertThat(hex(packet, 24, 36)).isEqualTo("42455254" + "00000000" + "5010" + "0000");
    }

    @Test
    void anIpv6ClientGetsAnIpv6Packet() {
        var packet = Nudge.packet(SIX);

        assertThat(packet).hasSize(60);
        assertThat(hex(packet, 0, 8)).isEqualTo("60000000" + "0014" + "06" + "40");
        assertThat(hex(packet, 40, 44)).isEqualTo("1538" + "c738");
    }

    @Test
    void itsChecksumHolds() {
        assertThat(sum(Nudge.packet(FOUR), 12)).isEqualTo(0xffff);
        assertThat(sum(Nudge.packet(SIX), 8)).isEqualTo(0xffff);
    }

    private static String hex(byte[] packet, int from, int to) {
        return HexFormat.of().formatHex(Arrays.copyOfRange(packet, from, to));
    }

    /** Addresses and segment stand side by side; protocol and length make the rest of the pseudo-header (RFC 9293, 3.1). */
    private static int sum(byte[] packet, int addresses) {
        int sum = 6 + 20;
        for (int at = addresses; at < packet.length; at += 2) {
            sum += (packet[at] & 0xff) << 8 | packet[at + 1] & 0xff;
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return sum;
    }
}
