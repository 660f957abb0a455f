package dev.berth.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists as nft 1.0.6 gives them, without what nobody reads. */
class ListingTest {
    @Test
    void aTableInWhichNothingStandsIsIdle() throws JsonProcessingException {
        var listing = listing("""
                {"set": {"name": "held", "table": "berth_x"}},
                {"map": {"name": "crowded", "table": "berth_x", "map": "verdict"}},
                {"map": {"name": "alias", "table": "berth_x"}}""");

        assertThat(listing.idle(use -> false)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
                {"set": {"name": "held", "elem": [{"elem": {"val": 5432, "timeout": 10, "expires": 9}}]}}""", """
                {"map": {"name": "crowded", "map": "verdict", "elem": [
                  [{"elem": {"val": 5432, "timeout": 10, "expires": 9}}, {"goto": {"target": "room_5432"}}]]}}""", """
                {"map": {"name": "crowded4", "map": "verdict", "elem": [
                  [{"elem": {"val": {"concat": ["127.0.0.1", 5432]}, "timeout": 10, "expires": 9}},
                   {"goto": {"target": "room_5432"}}]]}}""", """
                {"map": {"name": "alias", "table": "berth_x", "elem": [[5432, 7000]]}}"""})
    void whatKeepsOrLeadsAClientIsNeeded(String object) throws JsonProcessingException {
        assertThat(listing(object).idle(use -> false)).isFalse();
    }

    @Test
    void aTableIsNeededByWhoIsConnectedByAnOldPort() throws JsonProcessingException {
        var listing = listing("""
                {"set": {"name": "users4", "timeout": 31622400, "elem": [
                  {"elem": {"val": {"concat": ["127.0.0.1", 5432]}, "expires": 31622000, "counter": {"packets": 1}}}]}}""");

        assertThat(listing.idle(use -> use.port() == 5432)).isFalse();
        assertThat(listing.idle(use -> false)).isTrue();
    }

    private static Listing listing(String objects) throws JsonProcessingException {
        return new Listing(new ObjectMapper()
                .readTree("{\"nftables\": [{\"metainfo\": {}}, " + objects + "]}")
                .path("nftables"));
    }
}
