package dev.berth.adapter.docker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpareBodyTest {
    @Test
    void whatIsThrownAwayIsBoundedInMemoryHoweverTheOriginalIs() {
        var body = Json.object();
        body.putArray("Cmd").add("postgres").add("-c").add("summarize_wal=on");
        body.putObject("HostConfig").put("MemoryReservation", 4L << 30).put("OomKillDisable", true);

        SpareBody.bounded(body, 0);
        SpareBody.fast(body);

        assertThat(body.path("HostConfig").has("MemoryReservation")).isFalse();
        assertThat(body.path("HostConfig").has("OomKillDisable")).isFalse();
        assertThat(body.path("HostConfig").path("Memory").asLong()).isEqualTo(1L << 30);
        assertThat(Json.items(body.path("Cmd")).map(word -> word.asText()))
                .contains("huge_pages=off", "max_parallel_workers=0", "wal_level=replica");
    }
}
