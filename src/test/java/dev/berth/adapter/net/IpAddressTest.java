package dev.berth.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The samples are of a little-endian machine, as x86-64 and arm64 are. */
class IpAddressTest {
    @ParameterizedTest
    @CsvSource({
        "00000000, 0.0.0.0",
        "0100007F, 127.0.0.1",
        "0102A8C0, 192.168.2.1",
        "00000000000000000000000000000000, ::",
        "00000000000000000000000001000000, ::1",
        "0000000000000000FFFF00000100007F, 127.0.0.1",
        "B80D0120000000000000000001000000, 2001:db8::1",
        "000080FE000000000100000002000300, fe80::1:3:2",
        "B80D0120000000000000010000000000, 2001:db8:0:0:1::",
    })
    void theKernelsHexBecomesTheUsualForm(String hex, String address) {
        assertThat(IpAddress.ofKernelHex(hex)).isEqualTo(address);
    }

    @Test
    void anythingElseIsRefusedWithItsText() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IpAddress.ofKernelHex("0100"))
                .withMessageContaining("0100");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1, true",
        "127.0.0.1, 127.0.0.2, false",
        "0.0.0.0, 127.0.0.1, true",
        "10.0.0.1, ::, true",
        "10.0.0.1, '', true",
        "::1, 127.0.0.1, false",
    })
    void aWildcardCollidesWithEveryAddressAndOthersWithThemselves(String one, String other, boolean collide) {
        assertThat(IpAddress.collide(one, other)).isEqualTo(collide);
    }

    @ParameterizedTest
    @CsvSource({
        "'', db.example, db.example",
        "0.0.0.0, [fd00::9], fd00::9",
        "::, 10.0.0.9, 10.0.0.9",
        "10.0.0.10, db.example, 10.0.0.10",
    })
    void whatIsPublishedOnAnotherHostIsReachedThere(String published, String host, String reached) {
        assertThat(IpAddress.at(published, host)).isEqualTo(reached);
    }
}
