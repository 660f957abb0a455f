package dev.berth.adapter.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntroductionTest {
    @Test
    void aContainerIsIntroducedOnEachOfItsBridges() throws IOException {
        assertThat(words("""
                {"front": {"NetworkID": "6c6ab41c3776aaaa", "IPAddress": "172.27.0.5", "MacAddress": "02:42:ac:1b:00:05"},
                 "back":  {"NetworkID": "0123456789abcdef", "IPAddress": "172.28.0.2", "MacAddress": "02:42:ac:1c:00:02"}}"""))
                .containsExactly(
                        "neigh replace 172.27.0.5 lladdr 02:42:ac:1b:00:05 nud reachable dev br-6c6ab41c3776",
                        "neigh replace 172.28.0.2 lladdr 02:42:ac:1c:00:02 nud reachable dev br-0123456789ab");
    }

    @Test
    void aContainerWithoutAnAddressIsNot() throws IOException {
        assertThat(words("""
                {"front": {"NetworkID": "6c6ab41c3776aaaa", "IPAddress": "", "MacAddress": ""}}""")).isEmpty();
    }

    private static List<String> words(String networks) throws IOException {
        var inspect = new ObjectMapper().readTree("{\"NetworkSettings\": {\"Networks\": " + networks + "}}");
        return new Introduction(inspect).words().toList();
    }
}
