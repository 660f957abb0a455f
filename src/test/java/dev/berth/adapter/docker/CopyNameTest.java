package dev.berth.adapter.docker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CopyNameTest {
    private final CopyName name = new CopyName(CopyName.Purpose.REHEARSAL, "0123abcd");

    @Test
    void itsOwnNetworkAndCopiesAreCovered() {
        assertThat(name.covers("berth-rehearsal-0123abcd")).isTrue();
        assertThat(name.covers(name.of("shop-db-1"))).isTrue();
    }

    @Test
    void nothingElseIsCovered() {
        assertThat(name.covers("shop-db-1")).isFalse();
        assertThat(name.covers("berth-rehearsal-0123abcde")).isFalse();
        assertThat(name.covers("my-berth-rehearsal-0123abcd-db")).isFalse();
    }

    @Test
    void aListIsFilteredByTheLabel() {
        assertThat(name.filter()).isEqualTo("filters=%7B%22label%22%3A%5B%22dev.berth.rehearsal%3D0123abcd%22%5D%7D");
    }
}
