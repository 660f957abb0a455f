package dev.berth.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class WaitingTest {
    /** As nft 1.0.6 lists it. */
    private static final String LISTING = """
            [{"metainfo": {"version": "1.0.6"}},
             {"table": {"family": "inet", "name": "berth_x"}},
             {"set": {"name": "held", "table": "berth_x", "elem": [{"elem": {"val": 5432, "timeout": 10, "expires": 9}}]}},
             {"set": {"name": "waiting4", "table": "berth_x", "elem": [
               {"elem": {"val": {"concat": ["127.0.0.1", 58116, "127.0.0.1", 5432]}, "expires": 0}}]}},
             {"set": {"name": "waiting6", "table": "berth_x", "elem": [
               {"elem": {"val": {"concat": ["2001:db8::7", 58117, "2001:db8::1", 7000]}, "expires": 0}}]}}]
            """;

    @Test
    void clientsOfBothFamiliesAreRead() throws Exception {
        var waiting = Waiting.in(json(LISTING));

        assertThat(waiting)
                .containsExactly(
                        new Waiting(
                                new InetSocketAddress("127.0.0.1", 58116), new InetSocketAddress("127.0.0.1", 5432)),
                        new Waiting(
                                new InetSocketAddress("2001:db8::7", 58117),
                                new InetSocketAddress("2001:db8::1", 7000)));
    }

    @Test
    void nobodyWaitsInATableThatIsNotThere() throws Exception {
        var waiting = Waiting.in(json("{}").path("nftables"));

        assertThat(waiting).isEmpty();
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }
}
