package dev.berth.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedisSessionsTest {
    @Test
    void aSessionIsReadWithoutWhatItAsked() {
        var sessions = RedisSessions.in("id=3 addr=172.17.0.1:40112 laddr=172.17.0.2:6379 fd=8 name= age=40 idle=31"
                + " flags=N db=0 sub=0 psub=0 ssub=0 multi=-1 cmd=get user=default redir=-1 resp=2\n");

        assertThat(sessions)
                .containsExactly(new Session(
                        "172.17.0.1:40112",
                        Optional.of(Duration.ofSeconds(40)),
                        Optional.empty(),
                        Duration.ofSeconds(30)));
    }

    @ParameterizedTest
    @CsvSource({"N, 0, fresh", "N, 1, fresh", "N, 2, idle", "x, 9, busy", "b, 9, busy", "P, 0, idle", "O, 0, idle"})
    void aSessionIsBusyByItsFlagsAndFreshByTheSecondsThatItIdles(String flags, int idle, String word) {
        var sessions = RedisSessions.in("addr=10.0.0.7:1 age=40 idle=" + idle + " flags=" + flags);

        assertThat(sessions)
                .singleElement()
                .extracting(session -> session.busy() ? "busy" : session.fresh() ? "fresh" : "idle")
                .isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource({"S,''", "M,''", "N,berth"})
    void replicasMastersAndBerthItselfAreNoClients(String flags, String name) {
        assertThat(RedisSessions.in("addr=10.0.0.7:1 name=" + name + " age=40 idle=9 flags=" + flags))
                .isEmpty();
    }
}
