package dev.berth.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerTargetTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "unix:///var/run/docker.sock",
                "tcp://127.0.0.1:2376",
                "tcp://127.1.2.3:2376",
                "tcp://localhost:2375",
                "tcp://[::1]:2376"
            })
    void anEngineOfThisHostIsHere(String host) {
        assertThat(at(host).elsewhere()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"tcp://10.0.0.9:2376,10.0.0.9", "tcp://db.example:2376,db.example", "tcp://[fd00::9]:2376,[fd00::9]"})
    void anotherIsAtItsHost(String host, String name) {
        assertThat(at(host).elsewhere()).contains(name);
    }

    @Test
    void twoEnginesOfOneMachineShareItsPorts() {
        assertThat(at("unix:///var/run/docker.sock").sharesPortsWith(at("unix:///run/user/1000/docker.sock")))
                .isTrue();
        assertThat(at("tcp://10.0.0.9:2375").sharesPortsWith(at("tcp://10.0.0.9:2376")))
                .isTrue();
    }

    @Test
    void enginesOfTwoMachinesShareNoPort() {
        assertThat(at("unix:///var/run/docker.sock").sharesPortsWith(at("tcp://10.0.0.9:2376")))
                .isFalse();
        assertThat(at("tcp://10.0.0.8:2376").sharesPortsWith(at("tcp://10.0.0.9:2376")))
                .isFalse();
    }

    private static DockerTarget at(String host) {
        return new DockerTarget(host, "research", List.of("compose.yaml"), ".env");
    }
}
