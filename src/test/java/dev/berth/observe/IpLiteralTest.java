package dev.berth.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpLiteralTest {
    @ParameterizedTest
    @CsvSource({
        "FD00::1, fd00::1",
        "[fd00:0:0::1], fd00::1",
        "0:0:0:0:0:0:0:0, ::",
        "[::], ::",
        "0:0:0:0:0:0:0:1, ::1",
        "0:0:1:0:0:1:1:1, ::1:0:0:1:1:1",
        "fd00:0:1:1:1:1:1:1, fd00:0:1:1:1:1:1:1",
        "::ffff:10.0.0.1, 10.0.0.1",
        "10.0.0.1, 10.0.0.1",
        "'', ''",
    })
    void anAddressHasOneUsualForm(String text, String usual) {
        assertThat(IpLiteral.usual(text)).isEqualTo(usual);
    }

    @ParameterizedTest
    @ValueSource(strings = {"db.example", "999.0.0.1", "1.2.3", "fd00::1::2", "fe80::1%eth0", "[db]"})
    void whatIsNoAddressStaysAsItIs(String text) {
        assertThat(IpLiteral.usual(text)).isEqualTo(text);
    }

    @Test
    void whoWantsAnAddressIsToldWhatIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IpLiteral.parsed("999.0.0.1"))
                .withMessageContaining("999.0.0.1");
    }
}
