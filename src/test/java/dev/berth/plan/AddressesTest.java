package dev.berth.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses are the same in whatever form somebody wrote them. */
class AddressesTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "0.0.0.0", "::", "[::]", "0:0:0:0:0:0:0:0", "::0"})
    void everyAddressHasManyForms(String hostIp) {
        assertThat(Addresses.everywhere(hostIp)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "FD00::1, fd00:0:0::1, true",
        "[fd00::1], fd00::1, true",
        "fd00::1, fd00::2, false",
        "::0, fd00::1, true"
    })
    void formsOfOneAddressOverlap(String one, String other, boolean overlap) {
        assertThat(Addresses.overlap(one, other)).isEqualTo(overlap);
    }

    @ParameterizedTest
    @CsvSource({"0:0::0, ::1", "[FD00::1], fd00::1", "0.0.0.0, 127.0.0.1"})
    void whatIsPublishedIsReachedByTheUsualForm(String hostIp, String reached) {
        assertThat(Addresses.reachable(hostIp)).isEqualTo(reached);
    }
}
