package dev.berth.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.engine.Answer;
import dev.berth.engine.Engine;
import dev.berth.engine.Engines;
import dev.berth.engine.Login;
import dev.berth.engine.Logins;
import dev.berth.observe.Pulse;
import dev.berth.policy.Credentials;
import dev.berth.policy.Endpoint;
import dev.berth.policy.EngineKind;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnginePulsesTest {
    private static final Endpoint KONG =
            new Endpoint("kong", EngineKind.POSTGRESQL, "127.0.0.1", 7002, 5432, Credentials.NONE);

    @Test
    void aWellDatabaseGivesItsIdentity() {
        assertThat(feel(new Answer.Well("42"))).isEqualTo(new Pulse(KONG, true, "42"));
    }

    @Test
    void aDatabaseThatStartsIsNotWellYet() {
        assertThat(feel(new Answer.NotYet("starting up"))).isEqualTo(new Pulse(KONG, false, "starting up"));
    }

    @Test
    void aSilentDatabaseGivesTheReason() {
        assertThat(feel(new Answer.Silent("refused"))).isEqualTo(new Pulse(KONG, false, "refused"));
    }

    @Test
    void anEngineThatIsNotSupportedIsSaidToBeSo() {
        var pulses = new EnginePulses(new Engines(Map.of()), (credentials, root) -> Login.NONE);

        assertThat(pulses.feel(KONG, "/srv").words()).startsWith("PostgreSQL is not supported by this version");
    }

    @Test
    void credentialsThatLeadNowhereAreNamed() {
        var pulses = new EnginePulses(
                new Engines(Map.of(EngineKind.POSTGRESQL, new Fixed(new Answer.Well("42")))), (credentials, root) -> {
                    throw new Logins.UnresolvedCredentials("KONG_PASSWORD is not set");
                });

        assertThat(pulses.feel(KONG, "/srv")).isEqualTo(new Pulse(KONG, false, "KONG_PASSWORD is not set"));
    }

    private static Pulse feel(Answer answer) {
        var engines = new Engines(Map.of(EngineKind.POSTGRESQL, new Fixed(answer)));
        return new EnginePulses(engines, (credentials, root) -> Login.NONE).feel(KONG, "/srv");
    }

    private record Fixed(Answer answer) implements Engine {
        @Override
        public Answer probe(Endpoint endpoint, Login login, Duration timeout) {
            return answer;
        }

        @Override
        public Answer checkpoint(Endpoint endpoint, Login login, Duration timeout) {
            return answer;
        }
    }
}
