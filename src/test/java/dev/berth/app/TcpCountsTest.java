package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TcpCountsTest {
    private static final String TABLE = """
            TcpExt: SyncookiesSent ListenOverflows ListenDrops TCPHPHits TCPSynRetrans
            TcpExt: 0 %d 3 999%2$d %2$d
            IpExt: InNoRoutes InTruncatedPkts
            IpExt: 2 0
            """;

    @Test
    void whatHasBeenCountedSinceIsNamed() {
        var before = TcpCounts.read(TABLE.formatted(5, 7));

        assertThat(TcpCounts.read(TABLE.formatted(5, 8)).since(before)).isEqualTo("TCPSynRetrans +1");
        assertThat(TcpCounts.read(TABLE.formatted(7, 8)).since(before))
                .isEqualTo("ListenOverflows +2, TCPSynRetrans +1");
    }

    @Test
    void whereNothingWasDroppedThatIsSaid() {
        var before = TcpCounts.read(TABLE.formatted(5, 7));

        assertThat(TcpCounts.read(TABLE.formatted(5, 7)).since(before)).isEqualTo("no packet dropped");
    }
}
