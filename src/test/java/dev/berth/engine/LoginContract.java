package dev.berth.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.engine.Answer.Silent;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What berth relies on besides in every engine that knows logins. */
interface LoginContract extends EngineContract {
    @Test
    default void aWrongPasswordIsSilentAndTheReasonDoesNotRepeatIt() {
        well();

        var answer = engine().probe(
                        server().endpoint(kind()), new Login(Optional.empty(), Optional.of("hunter2")), PATIENCE);

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Silent.class,
                        silent -> assertThat(silent.reason())
                                .contains("refuses the login", "credentials")
                                .doesNotContain("hunter2"));
    }

    @Test
    default void aMissingPasswordIsSilentAndTheReasonSaysWhatToGive() {
        well();

        var answer = engine().probe(server().endpoint(kind()), Login.NONE, PATIENCE);

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Silent.class, silent -> assertThat(silent.reason()).contains("credentials"));
    }
}
